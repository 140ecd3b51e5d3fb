/**
 * Keeps one warning of Node off the terminal: kafkajs asks for timers with a negative delay, which is
 * harmless and makes Node 24 print a line (tulios/kafkajs issue 1751).
 */
export function ignoreNegativeTimers(): void {
  const emitWarning = process.emitWarning.bind(process) as (...args: unknown[]) => void
  process.emitWarning = (...args: unknown[]) => {
    if (args[1] !== 'TimeoutNegativeWarning') emitWarning(...args)
  }
}
