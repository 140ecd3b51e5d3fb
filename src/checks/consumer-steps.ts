import { readCommitted } from '#kafka/read-committed.ts'
import type { PrintableMessage } from './assert-offsets.ts'
import { areEndsCommitted, COMMIT_MS, partitionsToCommit } from './committed-ends.ts'
import { watchPrinting } from './consumer-watch.ts'
import type { Lab } from './lab.ts'
import type { LearnerProgram } from './learner-program.ts'
import { partitionsStartedAtEnd } from './started-at-end.ts'

/** A program may idle this long before its first message, and this long between two. */
const FIRST_MESSAGE_MS = 20_000
const NEXT_MESSAGE_MS = 10_000
const ALL_MESSAGES_MS = 120_000
/** Workers that share messages may take so long in all, and be silent for so long. */
const HANDLE_MS = 60_000
const IDLE_MS = 12_000
/** A program that could begin anew gets so long to do so after the last message that is wanted. */
const BEGIN_ANEW_MS = 1_000
/** After so long without any message the brokers' request logs are searched for the reason. */
const SEARCH_MS = 3_000
/** One that looked up the end for reasons of its own looks up the start soon after. */
const AT_END_MS = 2_000

/** What a consuming program is to print, and what would show that it began anew. */
export type ToPrint = {
  readonly topic: string
  readonly wanted: readonly PrintableMessage[]
  readonly unwanted?: readonly PrintableMessage[]
}

/** Waits until all is printed, or the program ended, fell silent, began at the end, or began anew. */
export async function untilPrinted(
  lab: Lab,
  program: LearnerProgram,
  { topic, wanted, unwanted = [] }: ToPrint,
): Promise<void> {
  const readProgress = watchPrinting([program], noncesOf(wanted))
  const isAnew = () => noncesOf(unwanted).some((nonce) => program.linesWith(nonce).length > 0)
  let atEndSince: number | undefined
  await lab.waitFor(
    {
      en: `waiting for your consumer to print ${wanted.length} messages`,
      ko: `컨슈머가 메시지 ${wanted.length}개를 출력하기를 기다립니다`,
    },
    async () => {
      const progress = readProgress()
      const isSilent = progress.printed === 0 && progress.idleMs > SEARCH_MS
      const isThere = isSilent && (await hasStartedAtEnd(lab, topic, wanted))
      atEndSince = isThere ? (atEndSince ?? performance.now()) : undefined
      const isAtEnd = atEndSince !== undefined && performance.now() - atEndSince > AT_END_MS
      return { ...progress, isAtEnd, isAnew: isAnew() }
    },
    (progress) => progress.printed === wanted.length && !progress.isAnew,
    {
      timeoutMs: ALL_MESSAGES_MS,
      stableForMs: unwanted.length === 0 ? 0 : BEGIN_ANEW_MS,
      isHopeless: ({ printed, hasEnded, idleMs, ...seen }) => {
        const patienceMs = printed === 0 ? FIRST_MESSAGE_MS : NEXT_MESSAGE_MS
        return hasEnded || seen.isAtEnd || seen.isAnew || idleMs > patienceMs
      },
    },
  )
}

/** Waits until programs together have printed all messages; false when they ended or fell silent. */
export async function untilPrintedBy(
  lab: Lab,
  programs: readonly LearnerProgram[],
  messages: readonly PrintableMessage[],
): Promise<boolean> {
  const readProgress = watchPrinting(programs, noncesOf(messages))
  const { outcome } = await lab.waitFor(
    {
      en: `waiting for the workers to print ${messages.length} messages`,
      ko: `워커들이 메시지 ${messages.length}개를 출력하기를 기다립니다`,
    },
    readProgress,
    ({ printed }) => printed === messages.length,
    {
      timeoutMs: HANDLE_MS,
      isHopeless: ({ hasEnded, idleMs }) => hasEnded || idleMs > IDLE_MS,
    },
  )
  return outcome === 'ready'
}

/** Waits until the group has committed the end of every partition; not when nothing was printed. */
export async function untilCommitted(
  lab: Lab,
  program: LearnerProgram,
  wish: { topic: string; groupId: string; stored: readonly PrintableMessage[] },
): Promise<void> {
  const { topic, groupId, stored } = wish
  if (stored.some(({ nonce }) => program.linesWith(nonce).length === 0)) return
  const partitions = await partitionsToCommit(lab, topic)
  await lab.waitFor(
    { en: 'waiting for your group to commit', ko: '그룹이 커밋하기를 기다립니다' },
    async () => ({
      committed: await readCommitted(lab.kafka, groupId, [topic]),
      hasEnded: program.hasEnded(),
    }),
    ({ committed }) => areEndsCommitted(partitions, committed),
    { timeoutMs: COMMIT_MS, isHopeless: ({ hasEnded }) => hasEnded },
  )
}

/**
 * A program that SIGTERM killed outright may be one that stops when nothing more comes, or may not
 * have come as far as its handler: it gets the time for either.
 */
export async function untilEnded(
  lab: Lab,
  program: LearnerProgram,
  timeoutMs: number,
): Promise<void> {
  await lab.waitFor(
    {
      en: 'waiting for your consumer to stop by itself',
      ko: '컨슈머가 스스로 멈추기를 기다립니다',
    },
    () => program.hasEnded(),
    (hasEnded) => hasEnded,
    { timeoutMs },
  )
}

/** Whether the program looked up the end of every partition that holds messages, not the start. */
export async function hasStartedAtEnd(
  lab: Lab,
  topic: string,
  stored: readonly PrintableMessage[],
): Promise<boolean> {
  const { requests } = await lab.readRequests()
  const atEnd = partitionsStartedAtEnd(requests, topic)
  return stored.every(({ partition }) => atEnd.includes(partition))
}

function noncesOf(messages: readonly PrintableMessage[]): string[] {
  return messages.map(({ nonce }) => nonce)
}
