import { createServer } from 'node:net'
import { errorMessage, InfraError } from '#core/errors.ts'
import type { Address } from './forwarder.ts'

/** An address of the run's own cannot be used, because somebody listens on all addresses at its port. */
export function addressTaken({ host, port }: Address, cause: unknown): InfraError {
  if ((cause as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL') return noSuchAddress(host, cause)
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

/** Linux has all of 127.0.0.0/8; macOS only what was added. */
function noSuchAddress(host: string, cause: unknown): InfraError {
  return new InfraError({
    code: 'address-taken',
    message: {
      en: `This computer does not have the loopback address ${host}, one of several that a compose file is started on.`,
      ko: `compose 파일을 시작하려면 루프백 주소가 여러 개 필요한데, 이 컴퓨터에는 ${host} 주소가 없습니다.`,
    },
    advice: {
      en: 'Grade this exercise on Linux or in WSL2; the other checks were judged.',
      ko: '이 연습은 Linux나 WSL2에서 채점해 주세요. 나머지 항목은 채점되었습니다.',
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
