import path from 'node:path'
import type { Bilingual } from '#core/bilingual.ts'
import type { Finding } from '#core/finding.ts'
import type { CourseExercise } from './course.ts'
import { entryNames } from './entry-names.ts'
import { contentHash, type FileFault, type Submission, type SubmissionFile } from './submission.ts'

/** The file to run or to read, or why there is none. */
export type EntryChoice =
  | { readonly entry: string; readonly finding?: never }
  | { readonly finding: Finding; readonly entry?: never }

/**
 * Finds the learner's file by its name. An untouched stub gives way to a second file, so that whoever
 * writes `producer.py` need not delete `producer.ts`.
 */
export function chooseEntry(
  exercise: CourseExercise,
  submission: Submission,
  stub: Submission,
): EntryChoice {
  const names = entryNames(exercise)
  const odd = submission.ignored.find(({ name }) => names.includes(name))
  const candidates = submission.files.filter(({ name }) => names.includes(name))
  const touched = candidates.filter((file) => !isStub(file, stub))
  const [chosen, second] = touched.length > 0 ? touched : candidates
  if (second)
    return {
      finding: tooMany(
        exercise,
        candidates.map(({ name }) => name),
      ),
    }
  if (odd && touched.length === 0) return { finding: faulty(odd.name, odd.fault) }
  if (!chosen) return { finding: missing(exercise) }
  if (chosen.content.toString('latin1').trim() === '') {
    return { finding: faulty(chosen.name, 'empty') }
  }
  return isText(chosen) ? { entry: chosen.name } : { finding: faulty(chosen.name, 'not-text') }
}

function isStub(file: SubmissionFile, stub: Submission): boolean {
  const original = stub.files.find(({ name }) => name === file.name)
  return original !== undefined && contentHash(original.content) === contentHash(file.content)
}

/** UTF-8 without NUL; a Python file may name another encoding in its first two lines (PEP 263). */
function isText({ name, content }: SubmissionFile): boolean {
  if (content.includes(0)) return false
  const head = content.subarray(0, 400).toString('latin1').split('\n', 2).join('\n')
  if (path.extname(name) === '.py' && /coding[:=]/.test(head)) return true
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content)
    return true
  } catch {
    return false
  }
}

const REASONS: Readonly<Record<FileFault | 'not-taken', (name: string) => Bilingual>> = {
  missing: (name) => ({
    en: `There is no ${name} in the exercise's folder.`,
    ko: `연습 폴더에 ${name} 파일이 없습니다.`,
  }),
  empty: (name) => ({ en: `${name} is empty.`, ko: `${name} 파일이 비어 있습니다.` }),
  folder: (name) => ({
    en: `${name} is a folder, not a file.`,
    ko: `${name}은(는) 파일이 아니라 폴더입니다.`,
  }),
  link: (name) => ({
    en: `${name} is a symbolic link; put the file itself here.`,
    ko: `${name}은(는) 심볼릭 링크입니다. 파일을 직접 넣어 주세요.`,
  }),
  special: (name) => ({
    en: `${name} is a pipe or device, not a file.`,
    ko: `${name}은(는) 일반 파일이 아니라 파이프나 장치입니다.`,
  }),
  huge: (name) => ({
    en: `${name} is larger than 4 MB; a program is never that large.`,
    ko: `${name} 파일이 4MB보다 큽니다. 프로그램 파일은 이보다 작아야 합니다.`,
  }),
  unreadable: (name) => ({
    en: `${name} cannot be read; check its permissions.`,
    ko: `${name} 파일을 읽을 수 없습니다. 권한을 확인해 주세요.`,
  }),
  'not-text': (name) => ({
    en: `${name} is not UTF-8 text; save it as UTF-8.`,
    ko: `${name} 파일이 UTF-8 텍스트가 아닙니다. UTF-8로 저장해 주세요.`,
  }),
  'not-taken': (name) => ({
    en: `${name} is not taken from a submission.`,
    ko: `${name} 파일은 제출물에서 사용하지 않습니다.`,
  }),
}

function faulty(name: string, fault: FileFault | 'not-taken'): Finding {
  return { id: `file-${fault}`, message: REASONS[fault](name), evidence: [] }
}

/** Says under which other names the file may stand. */
function missing(exercise: CourseExercise): Finding {
  const { entry, entryKind } = exercise
  if (entryKind === 'compose-file') {
    const name = `${entry}.yml`
    return notThere(
      name,
      entryNames(exercise).filter((each) => each !== name),
    )
  }
  const [first = '', ...others] = entryNames(exercise)
  return notThere(
    first,
    others.map((name) => path.extname(name)),
  )
}

function notThere(name: string, others: readonly string[]): Finding {
  const list = others.join(', ')
  return {
    id: 'file-missing',
    message: {
      en: `There is no ${name} (or ${list}) in the exercise's folder.`,
      ko: `연습 폴더에 ${name} 파일(또는 ${list})이 없습니다.`,
    },
    evidence: [],
  }
}

function tooMany({ entryKind }: CourseExercise, names: readonly string[]): Finding {
  const list = names.join(', ')
  const what =
    entryKind === 'program'
      ? { en: 'programs', ko: '프로그램' }
      : { en: 'compose files', ko: 'compose 파일' }
  return {
    id: 'file-two-candidates',
    message: {
      en: `There are several ${what.en} (${list}); keep one and rename or delete the others.`,
      ko: `${what.ko}이 여러 개 있습니다(${list}). 하나만 남기고 나머지는 이름을 바꾸거나 지워 주세요.`,
    },
    evidence: [],
  }
}
