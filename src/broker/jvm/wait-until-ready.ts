import type { Bilingual } from '#core/bilingual.ts'
import { pollUntil } from '#core/poll-until.ts'
import { checkAnswers } from '#kafka/check-answers.ts'
import { diskFull, saysDiskFull, startFailed } from '../broker-errors.ts'
import { readLogFrom, readLogTail } from '../log-tail.ts'
import { PortTakenError } from '../start-failure.ts'
import type { NodeFiles, StartedNode } from './start-node.ts'

/** How long to wait for a node, and until when it may be given up. */
export type ReadyOptions = { readonly timeoutMs?: number; readonly signal?: AbortSignal }

const START_MS = 60_000
const READY_LINE = 'Kafka Server started'
const SHOWN_LINES = 15

/**
 * Waits until a node says that it has started and answers a request at `address`, for at most 60 s.
 * Throws `PortTakenError`, or an `InfraError` with the last lines of its log.
 */
export async function waitUntilReady(
  node: StartedNode,
  files: NodeFiles,
  address: string,
  options: ReadyOptions = {},
): Promise<void> {
  const timeoutMs = options.timeoutMs ?? START_MS
  const { signal } = options
  const pace = { timeoutMs, firstPauseMs: 20, maxPauseMs: 40, ...(signal && { signal }) }
  const log = await pollUntil(
    async () => {
      const isDead = node.service.exit() !== undefined
      const text = await readLogFrom(files.serverLog, node.logStartBytes)
      return { isStarted: text.includes(READY_LINE), isDead }
    },
    ({ isStarted }) => isStarted,
    { ...pace, what: `the line "${READY_LINE}"`, isHopeless: ({ isDead }) => isDead },
  )
  if (log.outcome !== 'ready') throw await notReady(node, files, log.elapsedMs)
  const answer = await pollUntil(
    async () => (await checkAnswers(address, 2000))[0],
    (seen) => seen?.isAnswering === true,
    { ...pace, what: `an answer from ${address}`, isHopeless: () => !!node.service.exit() },
  )
  if (answer.outcome !== 'ready') throw await notReady(node, files, log.elapsedMs, answer.value)
}

async function notReady(
  node: StartedNode,
  files: NodeFiles,
  elapsedMs: number,
  answer?: { readonly detail: string },
): Promise<Error> {
  const text = await readLogFrom(files.serverLog, node.logStartBytes)
  const output = await readLogTail(files.output, SHOWN_LINES)
  if (/Address already in use/.test(text)) return new PortTakenError('a port was taken')
  if (saysDiskFull(text + output.join('\n'))) return diskFull(files.folder)
  const lines = [...text.trimEnd().split('\n'), ...output].filter(Boolean).slice(-SHOWN_LINES)
  return startFailed(whatWasSeen(node, elapsedMs, answer?.detail), lines)
}

function whatWasSeen(node: StartedNode, elapsedMs: number, detail?: string): Bilingual {
  const exit = node.service.exit()
  if (exit) {
    const how = exit.signal ?? `exit code ${exit.exitCode}`
    return {
      en: `A broker ended while it was starting (${how}).`,
      ko: `브로커가 시작하던 중에 종료되었습니다(${how}).`,
    }
  }
  const seconds = Math.round(elapsedMs / 1000)
  const seen = detail === undefined ? '' : `: ${detail}`
  return {
    en: `A broker was not ready after ${seconds} s${seen}.`,
    ko: `브로커가 ${seconds}초가 지나도 준비되지 않았습니다${seen}.`,
  }
}
