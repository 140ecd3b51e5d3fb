import { InfraError } from '#core/errors.ts'

/** The error for brokers that gave no usable answer before the deadline; `what` was asked. */
export function brokerUnanswering(details: {
  readonly what: string
  readonly brokers: string
  readonly afterMs: number
  readonly lastSeen: string
  readonly cause?: unknown
}): InfraError {
  const { what, brokers, afterMs, lastSeen, cause } = details
  const seconds = (afterMs / 1000).toFixed(1)
  return new InfraError({
    code: 'broker-unanswering',
    message: {
      en: `No usable answer from Kafka (${brokers}) within ${seconds} s: ${what}. Last: ${lastSeen}`,
      ko: `${seconds}초 안에 Kafka(${brokers})의 유효한 응답을 받지 못했습니다: ${what}. 마지막 상태: ${lastSeen}`,
    },
    advice: {
      en: 'Look whether the brokers are running and not short of memory or disk, then run it again.',
      ko: '브로커가 실행 중인지, 메모리나 디스크가 부족하지 않은지 확인한 뒤 다시 실행하세요.',
    },
    cause,
  })
}
