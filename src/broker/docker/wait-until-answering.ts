import { InfraError } from '#core/errors.ts'
import { pollUntil } from '#core/poll-until.ts'
import { checkAnswers } from '#kafka/check-answers.ts'
import { diskFull, saysDiskFull, startFailed } from '../broker-errors.ts'
import type { ContainerPlan } from './compose-variables.ts'
import type { ContainerWatch } from './container-watch.ts'
import type { Docker } from './docker-command.ts'
import { readContainerLog } from './container-log.ts'

/** Where a broker in a container is seen and asked. */
export type Waiting = {
  readonly docker: Docker
  readonly watch: ContainerWatch
  readonly signal?: AbortSignal
}

const ANSWER_MS = 60_000
const SHOWN_LINES = 15

/**
 * Waits for at most 60 s until a broker answers the grader and the engine has told that its container
 * runs. Throws `broker-lost` when the engine went away, else an `InfraError` with the end of its log.
 */
export async function waitUntilAnswering(plan: ContainerPlan, waiting: Waiting): Promise<void> {
  const { watch, signal } = waiting
  const state = () => watch.stateOf(plan.container)
  const { outcome, value } = await pollUntil(
    async () => (await checkAnswers(`127.0.0.1:${plan.ports.internal}`, 2000))[0],
    (seen) => seen?.isAnswering === true && state() === 'running',
    {
      what: `broker ${plan.id} to answer`,
      timeoutMs: ANSWER_MS,
      maxPauseMs: 100,
      isHopeless: () => state() === 'ended' || watch.isEngineGone(),
      ...(signal && { signal }),
    },
  )
  signal?.throwIfAborted()
  if (outcome === 'ready') return
  if (watch.isEngineGone()) throw engineGone()
  const lines = await readContainerLog(waiting.docker, plan.container, SHOWN_LINES)
  if (saysDiskFull(lines.join('\n'))) throw diskFull('the disk of Docker')
  const seen = value?.detail ?? ''
  throw startFailed(
    state() === 'ended'
      ? {
          en: `The container of broker ${plan.id} ended while the broker was starting.`,
          ko: `브로커 ${plan.id}의 컨테이너가 시작하던 중에 종료되었습니다.`,
        }
      : {
          en: `Broker ${plan.id} does not answer after ${ANSWER_MS / 1000} s: ${seen}`,
          ko: `브로커 ${plan.id}이(가) ${ANSWER_MS / 1000}초가 지나도 응답하지 않습니다: ${seen}`,
        },
    lines,
  )
}

/** The engine itself went away while brokers were running in it. */
export function engineGone(): InfraError {
  return new InfraError({
    code: 'broker-lost',
    message: {
      en: 'Docker stopped while the brokers were running.',
      ko: '브로커가 실행 중일 때 Docker가 멈췄습니다.',
    },
    advice: {
      en: 'Start Docker again, then run the command again.',
      ko: 'Docker를 다시 시작한 뒤 명령을 다시 실행해 주세요.',
    },
  })
}
