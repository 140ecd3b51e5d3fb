import path from 'node:path'
import type { Bilingual } from '#core/bilingual.ts'
import { UsageError, errorMessage } from '#core/errors.ts'
import { EXIT } from '#core/exit-code.ts'
import { REPOSITORY } from '#core/repository.ts'
import { sanitiseText } from '#core/sanitise.ts'
import { readCourse } from '#grading/course.ts'
import { chooseExercises } from '#grading/plan.ts'
import {
  findStubChanges,
  isPristine,
  resetExercise,
  type ResetParts,
  type StubChanges,
} from '#grading/reset-exercise.ts'
import { readSubmission } from '#grading/submission.ts'
import { ask } from './ask.ts'
import { langOf } from './options.ts'
import { createOutput } from './output.ts'

/** The options of `reset` as they are typed. */
export type ResetOptions = { readonly yes?: boolean; readonly lang?: string }

/** Puts the stub of an exercise back, if that is wanted; returns the exit code. */
export async function reset(name: string, options: ResetOptions): Promise<number> {
  const lang = langOf(options)
  const { print, paint } = createOutput(process.stdout)
  const [exercise] = chooseExercises(await readCourse(), [name])
  const { slug } = exercise!
  const folder = path.join(REPOSITORY.exercises, slug)
  const stub = await readSubmission(REPOSITORY.stubFolder(slug))
  const changes = await findStubChanges(folder, stub)
  if (isPristine(changes)) {
    print(WORDS.nothing(slug)[lang])
    return EXIT.passed
  }
  const trashFolder = path.join(REPOSITORY.trash, `${timestamp(new Date())}-${slug}`)
  if (!options.yes) {
    assertTerminal(slug)
    print(describeChanges(changes, path.relative(process.cwd(), trashFolder))[lang])
    const answer = await ask(`${WORDS.question(slug)[lang]} (y/N) `, process.stdin, process.stdout)
    if (answer === 'interrupted') print('')
    if (answer !== 'yes') print(WORDS.leftAlone[lang])
    if (answer === 'interrupted') return EXIT.interrupted
    if (answer === 'no') return EXIT.passed
  }
  await carryOut({ folder, stub, changes, trashFolder })
  print(paint('good', WORDS.done(slug)[lang]))
  if (changes.edited.length + changes.added.length > 0) {
    print(WORDS.moved(path.relative(process.cwd(), trashFolder))[lang])
  }
  return EXIT.passed
}

const WORDS = {
  nothing: (slug: string): Bilingual => ({
    en: `${slug} is as it was at the beginning; there is nothing to reset.`,
    ko: `${slug}은(는) 처음 상태 그대로여서 되돌릴 것이 없습니다.`,
  }),
  question: (slug: string): Bilingual => ({
    en: `Start ${slug} over?`,
    ko: `${slug}을(를) 처음 상태로 되돌릴까요?`,
  }),
  leftAlone: { en: 'Nothing was changed.', ko: '아무것도 바꾸지 않았습니다.' },
  done: (slug: string): Bilingual => ({
    en: `${slug} is as it was at the beginning.`,
    ko: `${slug}을(를) 처음 상태로 되돌렸습니다.`,
  }),
  moved: (folder: string): Bilingual => ({
    en: `Your files are in ${folder}. Your best result and your hints are kept.`,
    ko: `작성하신 파일은 ${folder}에 있습니다. 최고 점수와 힌트 단계는 그대로입니다.`,
  }),
}

function describeChanges({ edited, added, missing }: StubChanges, trash: string): Bilingual {
  const list = (names: readonly string[]) => names.map((name) => sanitiseText(name)).join(', ')
  const mine = [...edited, ...added]
  const moves = mine.length > 0
  const comes = missing.length > 0
  return {
    en: [
      ...(moves ? [`Moves to ${trash}: ${list(mine)}`] : []),
      ...(comes ? [`Comes back: ${list(missing)}`] : []),
    ].join('\n'),
    ko: [
      ...(moves ? [`${trash}(으)로 옮길 파일: ${list(mine)}`] : []),
      ...(comes ? [`다시 생길 파일: ${list(missing)}`] : []),
    ].join('\n'),
  }
}

function assertTerminal(slug: string): void {
  if (process.stdin.isTTY) return
  const id = slug.slice(0, 2)
  throw new UsageError({
    code: 'no-terminal',
    message: {
      en: `Nothing was changed: there is no terminal to ask whether ${slug} is to start over.`,
      ko: `터미널이 없어 ${slug}을(를) 되돌릴지 물어볼 수 없으므로 아무것도 바꾸지 않았습니다.`,
    },
    advice: {
      en: `To do it without being asked: npm run reset -- ${id} --yes`,
      ko: `묻지 않고 되돌리려면 다음과 같이 실행해 주세요: npm run reset -- ${id} --yes`,
    },
  })
}

async function carryOut(parts: ResetParts): Promise<void> {
  try {
    await resetExercise(parts)
  } catch (error) {
    const { folder, trashFolder } = parts
    const detail = errorMessage(error)
    throw new UsageError({
      code: 'cannot-write',
      message: {
        en: `The stub could not be put back: ${detail}`,
        ko: `처음 상태로 되돌리지 못했습니다: ${detail}`,
      },
      advice: {
        en: `Nothing is lost: each of your files is in ${folder} or ${trashFolder}.`,
        ko: `잃어버린 것은 없습니다. 작성하신 파일은 모두 ${folder} 또는 ${trashFolder}에 있습니다.`,
      },
      cause: error,
    })
  }
}

/** Local time as a part of a folder's name: `2026-11-23T09-30-05-123`. */
function timestamp(now: Date): string {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, -1).replaceAll(/[:.]/g, '-')
}
