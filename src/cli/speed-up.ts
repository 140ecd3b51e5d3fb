import type { Lang } from '#core/bilingual.ts'
import type { BrokerProvider } from '#broker/provider.ts'
import type { Guardian } from '#process/guardian.ts'
import type { Interrupt } from './interrupt.ts'
import type { ProgressDisplay } from './progress-display.ts'

/** What making later starts faster needs. */
export type SpeedUpParts = {
  readonly provider: BrokerProvider
  readonly guardian: Guardian
  readonly interrupt: Interrupt
  readonly progress: ProgressDisplay
  readonly lang: Lang
}

const WORDS = {
  why: {
    en: '\nFirst run on this computer: making later starts twice as fast. Takes some 10 s, once; Ctrl-C skips it.',
    ko: '\n이 컴퓨터에서 처음 실행했으므로, 다음부터 두 배 빨리 시작하도록 준비합니다. 한 번만 10초쯤 걸리며 Ctrl-C로 건너뛸 수 있습니다.',
  },
  doing: { en: 'preparing faster starts', ko: '빠른 시작을 준비합니다' },
}

/**
 * Does once what makes later starts faster, after the learner has the report. It is part of the run,
 * so nothing outlives the prompt; it cannot fail the run, and an interruption just skips it.
 */
export async function speedUp(parts: SpeedUpParts): Promise<void> {
  const { provider, guardian, interrupt, progress, lang } = parts
  const work = await provider.findSpeedUp().catch(() => undefined)
  if (!work || interrupt.signal.aborted) return
  progress.print(WORDS.why[lang])
  progress.show({ type: 'doing', what: WORDS.doing })
  const interrupted = new Promise<void>((resolve) => {
    interrupt.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await Promise.race([work(guardian).catch(() => {}), interrupted])
}
