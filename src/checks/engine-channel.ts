import { InfraError } from '#core/errors.ts'
import type { LabAction } from '#core/lab.ts'
import type { FromWorker, ToWorker } from '#core/worker-protocol.ts'

/** The worker's side of the wishes it has for the engine. */
export type EngineChannel = {
  readonly emit: (message: FromWorker) => void
  /** Asks the engine for an action and waits for its answer. */
  readonly request: (action: LabAction) => Promise<unknown>
  readonly receive: (message: Exclude<ToWorker, { type: 'grade' }>) => void
}

type Waiting = {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** Pairs requests with answers by number. */
export function createEngineChannel(emit: (message: FromWorker) => void): EngineChannel {
  const waiting = new Map<number, Waiting>()
  let nextId = 1
  return {
    emit,
    request: (action) =>
      new Promise((resolve, reject) => {
        const id = nextId++
        waiting.set(id, { resolve, reject })
        emit({ type: 'action', id, request: action })
      }),
    receive: (message) => {
      const entry = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.type === 'action-answer') entry?.resolve(message.value)
      else entry?.reject(errorFrom(message.error))
    },
  }
}

function errorFrom({ message, code, advice }: (ToWorker & { type: 'action-refused' })['error']) {
  if (!code) return new Error(message.en)
  return new InfraError({ code, message, advice: advice ?? message })
}
