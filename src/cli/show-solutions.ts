import type { Lang } from '#core/bilingual.ts'
import type { ResultRecord } from '#core/result-record.ts'
import { readCourse } from '#grading/course.ts'
import { readSolution } from '#grading/read-solution.ts'
import type { Output } from './output.ts'

const WORDS = {
  one: { en: 'One way to do it', ko: '풀이 예시' },
  off: {
    en: 'Solutions are switched off for this course.',
    ko: '이 강좌에서는 풀이를 볼 수 없습니다.',
  },
  notYet: {
    en: 'A solution is shown once your own program has passed.',
    ko: '풀이는 작성하신 프로그램이 통과한 뒤에 볼 수 있습니다.',
  },
}

/** Prints one right program for each exercise that passed, where the course allows it. */
export async function showSolutions(
  record: ResultRecord,
  lang: Lang,
  { print, paint }: Output,
): Promise<void> {
  const course = await readCourse()
  if (!course.showsSolutions) return print(`\n${WORDS.off[lang]}`)
  const passed = record.exercises.filter(
    ({ status, isSolvedAlready }) => status === 'pass' && !isSolvedAlready,
  )
  if (passed.length === 0) return print(`\n${WORDS.notYet[lang]}`)
  for (const { slug } of passed) {
    const exercise = course.exercises.find((each) => each.slug === slug)
    const solution = exercise && (await readSolution(exercise))
    if (!solution) continue
    print(`\n${paint('strong', `${slug}: ${WORDS.one[lang]} (${solution.name})`)}\n`)
    print(solution.text.trimEnd())
  }
}
