import type { Bilingual } from '#core/bilingual.ts'
import { EXIT } from '#core/exit-code.ts'
import { listenForInterrupt } from '../interrupt.ts'
import { langOf } from '../options.ts'
import { createOutput } from '../output.ts'
import { createProgressDisplay } from '../progress-display.ts'
import { renderDiagnosis, type Diagnosis } from './diagnosis.ts'
import { lookAtNode, lookAtPackages } from './look-at-node.ts'

/** The options of `doctor` as they are typed. */
export type DoctorOptions = { readonly quick?: boolean; readonly lang?: string }

/** Looks at everything that grading needs, prints a line for each; returns the exit code. */
export async function doctor(options: DoctorOptions): Promise<number> {
  const lang = langOf(options)
  const output = createOutput(process.stdout)
  using progress = createProgressDisplay(output, lang)
  using interrupt = listenForInterrupt(() => progress.clear())
  const states: Diagnosis['state'][] = []
  const tell = (...diagnoses: readonly Diagnosis[]) => {
    for (const diagnosis of diagnoses) {
      states.push(diagnosis.state)
      progress.print(renderDiagnosis(diagnosis, lang, output.paint))
    }
  }
  tell(lookAtNode(process.version))
  const packages = await lookAtPackages()
  tell(packages)
  // What follows is made of these packages.
  if (packages.state === 'good') {
    try {
      await examine({
        ...options,
        tell,
        doing: (what) => progress.show({ type: 'doing', what }),
        signal: interrupt.signal,
      })
    } catch (error) {
      if (!interrupt.signal.aborted) throw error
    }
  }
  progress.clear()
  if (interrupt.signal.aborted) return EXIT.interrupted
  const isWell = !states.includes('bad')
  progress.print(`\n${output.paint(isWell ? 'good' : 'bad', WORDS[isWell ? 'well' : 'ill'][lang])}`)
  return isWell ? EXIT.passed : EXIT.infra
}

const WORDS = {
  well: { en: 'Grading will work.', ko: '채점할 수 있습니다.' },
  ill: {
    en: 'Nothing can be graded until what is marked ✘ is mended.',
    ko: '✘ 표시된 항목을 해결해야 채점할 수 있습니다.',
  },
  looking: { en: 'looking at what is installed', ko: '설치된 것을 살펴보는 중' },
  starting: { en: 'starting a broker', ko: '브로커를 시작하는 중' },
} as const satisfies Record<string, Bilingual>

type Examination = {
  readonly quick?: boolean
  readonly tell: (...diagnoses: readonly Diagnosis[]) => void
  readonly doing: (what: Bilingual) => void
  readonly signal: AbortSignal
}

async function examine({ quick, tell, doing, signal }: Examination): Promise<void> {
  doing(WORDS.looking)
  const [broker, folders, tools, { startGuardian }] = await Promise.all([
    import('./look-at-broker.ts'),
    import('./look-at-folders.ts'),
    import('./look-at-tools.ts'),
    import('#process/guardian.ts'),
  ])
  const later = Promise.all([tools.lookAtPython(), folders.lookAtProgress()])
  const { diagnoses, provider } = await broker.lookAtProviders()
  tell(...diagnoses, await folders.lookAtCache(process.env), await folders.lookAtTemp())
  if (!quick && provider && !signal.aborted) {
    doing(WORDS.starting)
    await using guardian = startGuardian()
    tell(await broker.lookAtStart(provider, { guardian, signal, onProgress: doing }))
  }
  signal.throwIfAborted()
  const [python, progress] = await later
  tell(python, tools.lookAtIsolation(), progress)
}
