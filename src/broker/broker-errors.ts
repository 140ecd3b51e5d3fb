import type { Bilingual } from '#core/bilingual.ts'
import { errorMessage, InfraError, UsageError } from '#core/errors.ts'

/** A broker that did not come up; `lines` are the last ones it wrote. */
export function startFailed(
  what: Bilingual,
  lines: readonly string[],
  cause?: unknown,
): InfraError {
  const shown = lines.length > 0 ? `\n${lines.join('\n')}` : ''
  return new InfraError({
    code: 'broker-start-failed',
    message: { en: `${what.en}${shown}`, ko: `${what.ko}${shown}` },
    advice: {
      en: 'Close other heavy programs and run the command again; if it stays, report it with these lines.',
      ko: '다른 무거운 프로그램을 닫고 다시 실행해 주세요. 계속되면 이 내용과 함께 알려 주세요.',
    },
    cause,
  })
}

/** No room for a cluster's files; `where` names the folders that were tried. */
export function diskFull(where: string, neededBytes?: number, cause?: unknown): InfraError {
  const megabytes = neededBytes === undefined ? undefined : Math.round(neededBytes / 1024 / 1024)
  const need = megabytes === undefined ? '' : ` (${megabytes} MB)`
  return new InfraError({
    code: 'disk-full',
    message: {
      en: `There is not enough free space${need} in ${where}.`,
      ko: `${where}에 남은 공간이 부족합니다${need}.`,
    },
    advice: {
      en: 'Free some disk space and run the command again.',
      ko: '디스크 공간을 확보한 뒤 명령을 다시 실행해 주세요.',
    },
    cause,
  })
}

/** A port that was asked for and that cannot be had. */
export function portTaken(port: number, cause: unknown): UsageError {
  return new UsageError({
    code: 'port-taken',
    message: {
      en: `Port ${port} of this computer is not free: ${errorMessage(cause)}`,
      ko: `이 컴퓨터의 ${port}번 포트를 쓸 수 없습니다: ${errorMessage(cause)}`,
    },
    advice: {
      en: `Another cluster or a Kafka of yours may listen there; end it first. "lsof -i :${port}" shows which program it is.`,
      ko: `다른 클러스터나 따로 실행한 Kafka가 쓰고 있을 수 있으니 먼저 종료해 주세요. "lsof -i :${port}"로 어떤 프로그램인지 볼 수 있습니다.`,
    },
    cause,
  })
}

/** The start was given up because the run was asked to end. */
export function startInterrupted(cause?: unknown): InfraError {
  return new InfraError({
    code: 'interrupted',
    message: {
      en: 'The start of the cluster was interrupted.',
      ko: '클러스터 시작이 중단되었습니다.',
    },
    advice: { en: 'Run the command again.', ko: '명령을 다시 실행해 주세요.' },
    cause,
  })
}

/** Whether something failed because a disk is full, by error code or by the words of a log. */
export function isDiskFull(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  return code === 'ENOSPC' || code === 'EDQUOT' || saysDiskFull(errorMessage(error))
}

/** Whether a log speaks of a full disk. */
export function saysDiskFull(text: string): boolean {
  return /No space left on device|ENOSPC|Disk quota exceeded/i.test(text)
}
