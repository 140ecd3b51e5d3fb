/** What has to be undone, gathered while things are being started. */
export type CleanUp = {
  readonly add: (undo: () => Promise<void> | void) => void
  /** Runs every step once, last first, whatever fails; then throws what failed, if anything. */
  readonly run: () => Promise<void>
}

/** An empty list of things to undo. */
export function createCleanUp(): CleanUp {
  const steps: (() => Promise<void> | void)[] = []
  let running: Promise<void> | undefined
  const runAll = async (): Promise<void> => {
    const errors: unknown[] = []
    for (const step of steps.toReversed()) {
      try {
        await step()
      } catch (error) {
        errors.push(error)
      }
    }
    if (errors.length === 1) throw errors[0]
    if (errors.length > 1) throw new AggregateError(errors, 'several clean-up steps failed')
  }
  return { add: (undo) => void steps.push(undo), run: () => (running ??= runAll()) }
}
