import { InfraError } from '#core/errors.ts'
import { pollUntil } from '#core/poll-until.ts'
import { checkAnswers } from '#kafka/check-answers.ts'
import { readLogTail } from '../log-tail.ts'

const RESUME_MS = 30_000

/** Waits up to 30 s until a resumed broker answers; throws `broker-unanswering` with its log. */
export async function waitForAnswer(
  brokerId: number,
  address: string,
  serverLog: string,
  signal: AbortSignal,
): Promise<void> {
  const { outcome, value } = await pollUntil(
    async () => (await checkAnswers(address, 2000))[0],
    (seen) => seen?.isAnswering === true,
    { what: `broker ${brokerId} to answer`, timeoutMs: RESUME_MS, signal },
  )
  if (outcome === 'ready') return
  const seconds = RESUME_MS / 1000
  const detail = [value?.detail ?? '', ...(await readLogTail(serverLog, 10))].join('\n')
  throw new InfraError({
    code: 'broker-unanswering',
    message: {
      en: `Broker ${brokerId} does not answer ${seconds} s after it was resumed: ${detail}`,
      ko: `브로커 ${brokerId}이(가) 재개된 뒤 ${seconds}초가 지나도 응답하지 않습니다: ${detail}`,
    },
    advice: { en: 'Run the command again.', ko: '명령을 다시 실행해 주세요.' },
  })
}
