import type { FromWorker, ToWorker } from '#core/worker-protocol.ts'
import { REPOSITORY } from '#core/repository.ts'
import { forkWorker, type WorkerProcess } from '#process/fork-worker.ts'
import type { Guardian } from '#process/guardian.ts'

/** A grading worker; it grades one exercise and is thrown away. */
export type GradingWorker = WorkerProcess<ToWorker, FromWorker>

/** Hands out workers, one forked ahead: loading mocha, chai and kafkajs costs half a second. */
export interface WorkerPool extends AsyncDisposable {
  readonly take: () => GradingWorker
  /** Forks the next worker ahead, at a moment when nothing is being timed. */
  readonly prepare: () => void
}

/** A pool whose first worker is forked at once. */
export function createWorkerPool(guardian: Guardian): WorkerPool {
  let spare: GradingWorker | undefined = forkGuarded(guardian)
  return {
    take: () => {
      const worker = spare ?? forkGuarded(guardian)
      spare = undefined
      return worker
    },
    prepare: () => {
      spare ??= forkGuarded(guardian)
    },
    [Symbol.asyncDispose]: async () => {
      await spare?.[Symbol.asyncDispose]()
    },
  }
}

function forkGuarded(guardian: Guardian): GradingWorker {
  const worker = forkWorker<ToWorker, FromWorker>(REPOSITORY.workerFile, {
    ...guardian.markerEnv,
    KAFKAJS_LOG_LEVEL: 'NOTHING',
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
  })
  const { groupId } = worker
  if (groupId !== undefined) {
    guardian.guardGroup(groupId)
    void worker.ended.then(() => guardian.releaseGroup(groupId))
  }
  return worker
}
