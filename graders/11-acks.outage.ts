import type { Lab, LearnerProgram } from '#checks/index.ts'

/** How a program ran that has no way to succeed. */
export type VainRun = {
  readonly end: Awaited<LearnerProgram['ended']>
  /** False when no broker got a request of any kind. */
  readonly hasAsked: boolean
  /** Still running, and no broker had heard of it for so long; undefined unless that is a fault. */
  readonly quietMs: number | undefined
}

/** Clients try again for about ten seconds unless they are told otherwise; some for much longer. */
const PATIENCE_MS = 20_000
/** Whoever has asked a broker so short a time ago is still trying. */
const RECENT_MS = 5_000
/** The longest pause kafkajs makes between two tries, by default and with some time to spare. */
const LONGEST_PAUSE_MS = 32_000
const STOP_MS = 1_000

/** Runs the program until it ends, or has tried for long enough, or has long given up and hangs. */
export async function runInVain(lab: Lab, variables: Record<string, string>): Promise<VainRun> {
  const { count: earlier } = await readAsked(lab)
  const startedAt = Date.now()
  const longestMs = PATIENCE_MS + LONGEST_PAUSE_MS
  const program = lab.startProgram({ variables, deadlineMs: longestMs + STOP_MS })
  const look = async () => {
    const hasEnded = program.hasEnded()
    const { count, lastAtMs, isComplete } = await readAsked(lab)
    const quietMs = Date.now() - Math.max(lastAtMs, startedAt)
    return { hasEnded, hasAsked: count > earlier || !isComplete, quietMs, isComplete }
  }
  const { value } = await lab.waitFor(
    { en: 'your producer runs once more', ko: '프로듀서를 한 번 더 실행합니다' },
    look,
    ({ hasEnded, quietMs, isComplete }) =>
      hasEnded || (Date.now() - startedAt > PATIENCE_MS && (quietMs < RECENT_MS || !isComplete)),
    { timeoutMs: longestMs },
  )
  const end = value.hasEnded ? await program.ended : await program.stop(STOP_MS)
  const isQuiet = end.reason !== 'by-itself' && value.isComplete && value.quietMs >= RECENT_MS
  return { end, hasAsked: value.hasAsked, quietMs: isQuiet ? value.quietMs : undefined }
}

/** What programs have asked brokers for, but for that by which a client only introduces itself. */
async function readAsked(lab: Lab) {
  const { requests, isComplete } = await lab.readRequests()
  const asked = requests.filter(({ apiName }) => apiName !== 'API_VERSIONS')
  return { count: asked.length, lastAtMs: asked.at(-1)?.atMs ?? 0, isComplete }
}
