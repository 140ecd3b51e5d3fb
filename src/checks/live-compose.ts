import type { BootedCompose, BootedService } from '#core/booted-compose.ts'
import { InfraError } from '#core/errors.ts'
import type { PollResult } from '#core/poll-until.ts'
import type { Lab } from './lab.ts'

/** How a started file came along. */
export type LiveCompose = {
  readonly compose: BootedCompose
  readonly end: 'ready' | 'refused' | 'dead' | 'split' | 'not-ready'
}

/** What of the lab it takes. */
export type LiveLab = Pick<Lab, 'request' | 'waitFor' | 'doing'>

/** A start on a busy computer takes long; what is hopeless is known before. */
const READY_MS = 90_000
/** How long brokers that all answer may know different numbers of each other. */
const AGREE_MS = 10_000
/** How long brokers may look for a controller after they have all started. */
const STUCK_MS = 25_000

/** Starts the learner's file, and waits until every broker knows all the others, or never will. */
export async function bootUntilReady(lab: LiveLab, expected: number): Promise<LiveCompose> {
  lab.doing({ en: 'starting what the file describes', ko: '파일에 적힌 서비스를 시작합니다' })
  const booted = (await lab.request({ action: 'bootCompose' })) as BootedCompose
  if (booted.refusals.length > 0) return { compose: booted, end: 'refused' }
  const isSplit = lasts(AGREE_MS, (compose) => isOdd(compose, expected))
  const isStuck = lasts(STUCK_MS, isLooking)
  const seen: PollResult<BootedCompose> = await lab.waitFor(
    { en: 'waiting for the brokers to meet', ko: '브로커들이 서로를 알게 되기를 기다립니다' },
    async () => (await lab.request({ action: 'lookAtCompose' })) as BootedCompose,
    ({ services }) => services.every((service) => isReady(service, expected)),
    {
      timeoutMs: READY_MS,
      firstPauseMs: 50,
      maxPauseMs: 100,
      isHopeless: (compose) => isDead(compose) || isSplit(compose) || isStuck(compose),
    },
  )
  const compose = seen.value
  if (seen.outcome === 'ready') return { compose, end: 'ready' }
  if (isDead(compose)) return { compose, end: 'dead' }
  if (isOdd(compose, expected)) return { compose, end: 'split' }
  const isWaiting = compose.services.some(({ state }) => state === 'waiting')
  if (isWaiting || isLooking(compose)) return { compose, end: 'not-ready' }
  throw tooSlow(seen.elapsedMs)
}

/** Containers that run and show no sign of a mistake are slow, which is not the learner's. */
function tooSlow(elapsedMs: number): InfraError {
  const seconds = Math.round(elapsedMs / 1000)
  return new InfraError({
    code: 'broker-start-failed',
    message: {
      en: `The services of the file were still starting after ${seconds} s.`,
      ko: `파일의 서비스가 ${seconds}초가 지나도 시작되는 중이었습니다.`,
    },
    advice: {
      en: 'Close other heavy programs and grade again.',
      ko: '다른 무거운 프로그램을 닫고 다시 채점해 주세요.',
    },
  })
}

/** How everything is now; a container may have ended since. */
export async function lookAgain({ request }: Pick<Lab, 'request'>): Promise<BootedCompose> {
  return (await request({ action: 'lookAtCompose' })) as BootedCompose
}

/** Services that ended although they should run. */
export function deadServices({ services }: BootedCompose): readonly BootedService[] {
  return services.filter(({ state }) => state === 'ended')
}

function isReady({ role, state, knows }: BootedService, expected: number): boolean {
  if (state === 'left-out') return true
  if (role !== 'broker') return state === 'running'
  return knows !== undefined && knows.brokers === expected && knows.controllerId >= 0
}

function isDead(compose: BootedCompose): boolean {
  return deadServices(compose).length > 0
}

/** Brokers that all answer and do not agree how many they are belong to several clusters. */
function isOdd({ services }: BootedCompose, expected: number): boolean {
  const brokers = services.filter(({ role }) => role === 'broker')
  return (
    brokers.every(({ knows }) => knows !== undefined && knows.brokers > 0) &&
    brokers.some(({ knows }) => knows?.brokers !== expected)
  )
}

/** A broker that has started and finds no controller says nothing else any more. */
function isLooking({ services }: BootedCompose): boolean {
  const silent = services.filter(({ role, knows }) => role === 'broker' && !knows)
  const says = ({ state, lastLines }: BootedService) =>
    state === 'running' && lastLines.some((line) => NO_CONTROLLER.test(line))
  return silent.length > 0 && silent.every(says)
}

const NO_CONTROLLER = /still don't know the high water mark/

/** Whether a reading has been so for a while without a break. */
function lasts(durationMs: number, isSo: (compose: BootedCompose) => boolean) {
  let sinceMs: number | undefined
  return (compose: BootedCompose): boolean => {
    sinceMs = isSo(compose) ? (sinceMs ?? performance.now()) : undefined
    return sinceMs !== undefined && performance.now() - sinceMs > durationMs
  }
}
