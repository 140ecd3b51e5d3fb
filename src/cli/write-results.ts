import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import type { Lang } from '#core/bilingual.ts'
import { InfraError, UsageError, errorMessage } from '#core/errors.ts'
import { replaceFile } from '#core/replace-file.ts'
import type { ResultRecord } from '#core/result-record.ts'
import { FILE_RENDERERS, type FileFormat } from '#report/file-renderers.ts'

/** Where a record goes in which format; `-` is standard output. */
export type ResultTarget = { readonly format: FileFormat; readonly file: string }

/** Throws a `UsageError` before any work is done when a target's folder cannot be written. */
export async function assertWritable(targets: readonly ResultTarget[]): Promise<void> {
  for (const { file } of targets) {
    if (file === '-') continue
    await access(path.dirname(path.resolve(file)), constants.W_OK).catch((error: unknown) => {
      throw cannotWrite(file, error)
    })
  }
}

/** Writes the record in every format asked for: a file whole or not at all. */
export async function writeResults(
  record: ResultRecord,
  targets: readonly ResultTarget[],
  lang: Lang,
): Promise<void> {
  for (const { format, file } of targets) {
    const text = FILE_RENDERERS[format](record, lang)
    if (file === '-') process.stdout.write(text)
    else await writeFile(file, text)
  }
}

async function writeFile(file: string, text: string): Promise<void> {
  try {
    await replaceFile(file, text)
  } catch (error) {
    throw cannotWrite(file, error)
  }
}

function cannotWrite(file: string, error: unknown): UsageError | InfraError {
  const message = {
    en: `The result cannot be written to ${file}: ${errorMessage(error)}`,
    ko: `결과를 ${file}에 쓸 수 없습니다: ${errorMessage(error)}`,
  }
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const advice = {
      en: 'Make room on that disk and grade again; an older file there was left as it was.',
      ko: '디스크 공간을 확보한 뒤 다시 채점해 주세요. 이전 파일은 그대로 두었습니다.',
    }
    return new InfraError({ code: 'disk-full', message, advice, cause: error })
  }
  const advice = {
    en: 'Name a file in a folder that exists and that you may write to.',
    ko: '쓰기 권한이 있는 기존 폴더의 파일을 지정해 주세요.',
  }
  return new UsageError({ code: 'cannot-write', message, advice, cause: error })
}
