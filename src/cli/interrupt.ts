import { EXIT } from '#core/exit-code.ts'
import { InfraError } from '#core/errors.ts'

/** A signal that Ctrl-C, SIGTERM and a closed terminal set off. */
export interface Interrupt extends Disposable {
  readonly signal: AbortSignal
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Listens for an interruption. The first one lets the run end in order; the second ends this process
 * at once, and the guardian, which holds the other side of a pipe, ends all that was started.
 */
export function listenForInterrupt(onFirst: () => void): Interrupt {
  const controller = new AbortController()
  const listener = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted)
    controller.abort(INTERRUPTED)
    onFirst()
  }
  for (const name of SIGNALS) process.on(name, listener)
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      for (const name of SIGNALS) process.off(name, listener)
    },
  }
}

const INTERRUPTED = new InfraError({
  code: 'interrupted',
  message: { en: 'Interrupted.', ko: '중단되었습니다.' },
  advice: { en: 'Start again when you like.', ko: '원할 때 다시 시작해 주세요.' },
})
