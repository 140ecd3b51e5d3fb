import { access, constants, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Lang } from '#core/bilingual.ts'
import { UsageError, errorMessage } from '#core/errors.ts'
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
    else await replaceFile(file, text)
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    const handle = await open(temporary, 'w')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } catch (error) {
    throw cannotWrite(file, error)
  } finally {
    await rm(temporary, { force: true })
  }
}

function cannotWrite(file: string, error: unknown): UsageError {
  return new UsageError({
    code: 'cannot-write',
    message: {
      en: `The result cannot be written to ${file}: ${errorMessage(error)}`,
      ko: `결과를 ${file}에 쓸 수 없습니다: ${errorMessage(error)}`,
    },
    advice: {
      en: 'Name a file in a folder that exists and has room.',
      ko: '존재하고 공간이 있는 폴더의 파일을 지정해 주세요.',
    },
    cause: error,
  })
}
