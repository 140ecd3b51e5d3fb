import type { Bilingual } from '#core/bilingual.ts'
import type { Evidence, Finding } from '#core/finding.ts'
import type { ProgramEnd } from '#process/start-program.ts'
import { explainCrash } from './explain-crash.ts'
import { tellingLines } from './telling-lines.ts'

/** What is wrong with how a program ended that should end by itself with exit code 0, if anything. */
export function endFinding(
  end: ProgramEnd,
  deadlineMs: number,
  notFinished: Bilingual = NOT_FINISHED,
): Finding | undefined {
  if (end.reason === 'by-itself' && end.exitCode === 0) return undefined
  const seconds = deadlineMs / 1000
  return {
    ...wordsFor(end, notFinished),
    expected: {
      en: `the program ends by itself within ${seconds} s, with exit code 0`,
      ko: `프로그램이 ${seconds}초 안에 종료 코드 0으로 스스로 종료`,
    },
    actual: describeEnd(end),
    evidence: lastWords(end),
  }
}

/** How a program ended, in a few words. */
export function describeEnd(end: ProgramEnd): Bilingual {
  const after = (end.durationMs / 1000).toFixed(1)
  if (end.reason === 'stopped') {
    return end.signal === 'SIGKILL'
      ? { en: `it had to be killed after ${after} s`, ko: `${after}초 뒤 강제로 종료함` }
      : { en: `it was stopped after ${after} s`, ko: `${after}초 뒤 멈춤` }
  }
  if (end.reason === 'deadline') {
    return {
      en: `it was still running after ${after} s`,
      ko: `${after}초가 지나도 실행 중이었음`,
    }
  }
  if (end.signal) {
    return {
      en: `it was ended by ${end.signal} after ${after} s`,
      ko: `${after}초 뒤 ${end.signal} 시그널로 종료됨`,
    }
  }
  return {
    en: `exit code ${end.exitCode} after ${after} s`,
    ko: `${after}초 뒤 종료 코드 ${end.exitCode}`,
  }
}

/** The last lines the program wrote, standard error first. */
export function lastWords(output: Pick<ProgramEnd, 'stdout' | 'stderr'>): Evidence[] {
  const errors = tellingLines(output.stderr.text)
  if (errors.length > 0) return [outputEvidence('standard error', '표준 오류', errors)]
  const lines = tellingLines(output.stdout.text)
  return lines.length > 0 ? [outputEvidence('standard output', '표준 출력', lines)] : []
}

function outputEvidence(en: string, ko: string, lines: readonly string[]): Evidence {
  const title = {
    en: `The last lines on ${en}`,
    ko: `프로그램이 남긴 마지막 줄(${ko})`,
  }
  return { kind: 'output', title, lines }
}

function wordsFor(end: ProgramEnd, notFinished: Bilingual): Pick<Finding, 'id' | 'message'> {
  if (end.reason === 'deadline') return { id: 'program-not-finished', message: notFinished }
  if (end.reason === 'output-limit') return { id: 'program-output-limit', message: TOO_MUCH_OUTPUT }
  const crash = explainCrash(`${end.stderr.text}\n${end.stdout.text}`)
  if (crash) return { id: `program-crashed-${crash.id}`, message: crash.message }
  if (end.signal) {
    return {
      id: 'program-killed',
      message: {
        en: `The program was ended by the signal ${end.signal}.`,
        ko: `프로그램이 ${end.signal} 시그널로 종료되었습니다.`,
      },
    }
  }
  return {
    id: 'program-crashed',
    message: {
      en: `The program ended with an error (exit code ${end.exitCode}).`,
      ko: `프로그램이 오류로 종료되었습니다(종료 코드 ${end.exitCode}).`,
    },
  }
}

const NOT_FINISHED: Bilingual = {
  en: 'The program did not finish.',
  ko: '프로그램이 끝나지 않았습니다.',
}

const TOO_MUCH_OUTPUT: Bilingual = {
  en: 'The program wrote more than 64 MB and was stopped: is there an endless loop?',
  ko: '프로그램이 64MB 넘게 출력하여 중단했습니다. 무한 반복이 있는지 확인해 주세요.',
}
