import type { Bilingual } from '#core/bilingual.ts'
import type { CheckStatus, ExerciseStatus } from '#core/status.ts'

/** What the statuses are called in a report. */
export const STATUS_WORDS: Readonly<Record<CheckStatus | ExerciseStatus, Bilingual>> = {
  pass: { en: 'passed', ko: '통과' },
  fail: { en: 'not yet', ko: '미완성' },
  todo: { en: 'to do', ko: '할 일' },
  blocked: { en: 'not judged', ko: '판정 안 함' },
  infra: { en: 'not graded: environment', ko: '채점하지 못함: 환경' },
  defect: { en: 'not graded: our fault', ko: '채점하지 못함: 채점기 오류' },
}

/** The one-character mark of a status. */
export const STATUS_MARKS: Readonly<Record<CheckStatus | ExerciseStatus, string>> = {
  pass: '✔',
  fail: '✘',
  todo: '○',
  blocked: '·',
  infra: '!',
  defect: '!',
}

/** Fixed words of the text report. */
export const WORDS = {
  expected: { en: 'expected', ko: '기대' },
  actual: { en: 'actual', ko: '실제' },
  bonus: { en: 'bonus', ko: '추가 점수' },
  hint: { en: 'hint', ko: '힌트' },
  file: { en: 'file', ko: '파일' },
  next: { en: 'Next', ko: '다음' },
  goal: { en: 'goal', ko: '목표' },
  start: { en: 'start', ko: '시작' },
  grade: { en: 'grade', ko: '채점' },
  seed: { en: 'seed', ko: '시드' },
  leftOut: { en: 'left out', ko: '제외' },
} as const satisfies Record<string, Bilingual>

/** Sentences of the text report. */
export const SENTENCES = {
  blockedBy: (id: string): Bilingual =>
    id === 'submission'
      ? {
          en: 'not judged: the program could not be run',
          ko: '프로그램을 실행할 수 없어 판정하지 않음',
        }
      : { en: `not judged: it needs ${id}`, ko: `${id}이(가) 먼저 통과해야 판정할 수 있음` },
  ourFault: {
    en: 'This is a fault of the grader, not of your program. Please report it with the lines below; all details are in .kafkalings/last-run.json.',
    ko: '작성하신 프로그램이 아니라 채점기의 오류입니다. 아래 내용과 함께 알려 주세요. 자세한 내용은 .kafkalings/last-run.json에 있습니다.',
  },
  notYourFault: {
    en: 'This is not about your program.',
    ko: '작성하신 프로그램과는 관계없는 문제입니다.',
  },
  repeated: {
    en: 'Graded twice: the broker was not well the first time.',
    ko: '처음에 브로커 상태가 좋지 않아 두 번 채점했습니다.',
  },
  lostAgain: {
    en: 'Brokers failed twice with this program and with no other: have a teacher look at it.',
    ko: '이 프로그램을 실행할 때만 브로커에 두 번 문제가 생겼습니다. 강사에게 확인을 요청해 주세요.',
  },
  typeNotes: {
    en: 'What the type checker says of it (no points depend on that):',
    ko: '타입 검사기가 알려 주는 내용(점수와는 무관):',
  },
  passMark: {
    en: 'The pass mark is reached: every essential check has passed.',
    ko: '필수 항목을 모두 통과해 합격 기준을 채웠습니다.',
  },
  interrupted: { en: 'Interrupted.', ko: '중단되었습니다.' },
  allDone: {
    en: 'Everything that was asked for has passed.',
    ko: '요청한 연습을 모두 통과했습니다.',
  },
  score: (points: number, maxPoints: number): Bilingual => ({
    en: `${points} of ${maxPoints} points`,
    ko: `${maxPoints}점 만점에 ${points}점`,
  }),
  inAll: (total: string): Bilingual => ({ en: `${total} in all`, ko: `전체 ${total}` }),
  timing: (total: string, cluster: string): Bilingual => ({
    en: `${total} in all, ${cluster} of it until the broker was ready`,
    ko: `전체 ${total}, 그중 브로커 준비 ${cluster}`,
  }),
  phases: (setUp: string, program: string, observing: string): Bilingual => ({
    en: `time: ${setUp} preparing, ${program} your program, ${observing} reading the broker`,
    ko: `시간: 준비 ${setUp}, 프로그램 ${program}, 브로커 읽기 ${observing}`,
  }),
} as const
