import { createServer } from 'node:net'
import { errorMessage, InfraError } from '#core/errors.ts'
import type { Address } from './forwarder.ts'

/** An address of the run's own cannot be used, because somebody listens on all addresses at its port. */
export function addressTaken({ port }: Address, cause: unknown): InfraError {
  return new InfraError({
    code: 'address-taken',
    message: {
      en: `Another program of this computer listens at port ${port} on all addresses, so a broker of this file cannot: ${errorMessage(cause)}`,
      ko: `이 컴퓨터의 다른 프로그램이 모든 주소에서 ${port} 포트를 쓰고 있어 이 파일의 브로커를 시작할 수 없습니다: ${errorMessage(cause)}`,
    },
    advice: {
      en: `End it while you grade; when it is your own cluster: docker compose down. "lsof -i :${port}" shows what it is.`,
      ko: `채점하는 동안 종료해 주세요. 직접 띄운 클러스터라면 docker compose down을 실행하세요. "lsof -i :${port}"로 어떤 프로그램인지 볼 수 있습니다.`,
    },
    cause,
  })
}

/** Throws `address-taken` unless a JVM will be able to bind the address. */
export async function assertFree(address: Address): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(addressTaken(address, error)))
    server.listen(address, resolve)
  })
  await new Promise<void>((resolve) => void server.close(() => resolve()))
}
