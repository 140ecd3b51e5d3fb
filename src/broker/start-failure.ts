import { errorMessage, InfraError, UsageError } from '#core/errors.ts'
import { diskFull, isDiskFull, startFailed, startInterrupted } from './broker-errors.ts'
import { createCleanUp, type CleanUp } from './clean-up.ts'

/** A port was taken between being chosen and being bound; new ports will do. */
export class PortTakenError extends Error {}

/**
 * Starts something that is undone when it fails, whatever the failure was; throws `interrupted` when
 * the signal was the reason, else an error in words.
 */
export async function startOrUndo<T>(
  start: (cleanUp: CleanUp) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const cleanUp = createCleanUp()
  try {
    return await start(cleanUp)
  } catch (error) {
    await cleanUp.run().catch(() => {})
    throw signal?.aborted ? startInterrupted(error) : asStartFailure(error)
  }
}

/** What a start that failed throws: errors that are known as they are, any other in words. */
function asStartFailure(error: unknown): Error {
  if (error instanceof InfraError || error instanceof UsageError) return error
  if (isDiskFull(error)) return diskFull('the folder of the cluster', undefined, error)
  if (error instanceof PortTakenError) {
    return startFailed(
      {
        en: 'Ports that were free were taken by others before the brokers could use them, 3 times.',
        ko: '비어 있던 포트를 브로커가 쓰기 전에 다른 프로그램이 차지하는 일이 3번 있었습니다.',
      },
      [],
      error,
    )
  }
  const detail = errorMessage(error)
  return startFailed(
    { en: `The cluster did not start: ${detail}`, ko: `클러스터가 시작되지 않았습니다: ${detail}` },
    [],
    error,
  )
}
