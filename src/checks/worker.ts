import Mocha from 'mocha'
import { reportError } from '#core/report-error.ts'
import type { FromWorker, ToWorker } from '#core/worker-protocol.ts'
import { createEngineChannel } from './engine-channel.ts'
import { createLab } from './lab.ts'
import { beginSession } from './session.ts'
import './assertions.ts'
import './index.ts' // loaded ahead, so that a grader finds it ready

// The worker is a process of its own; it ends when the engine that forked it is gone.
process.on('SIGUSR1', () => {}) // else any child could open Node's inspector on us
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.on('uncaughtException', (error) => emit({ type: 'crashed', error: reportError(error) }))
process.on('unhandledRejection', (error) => emit({ type: 'crashed', error: reportError(error) }))

/** Mocha wants a reporter; ours are fed by the checks' own events. */
class SilentReporter extends Mocha.reporters.Base {
  override epilogue(): void {}
}

const channel = createEngineChannel(emit)

process.on('message', (message: ToWorker) => {
  if (message.type !== 'grade') return channel.receive(message)
  grade(message).catch((error: unknown) => emit({ type: 'crashed', error: reportError(error) }))
})
emit({ type: 'ready' })

async function grade({ lab: description, graderFile }: ToWorker & { type: 'grade' }) {
  await using lab = await createLab(description, channel)
  beginSession({ lab, emit })
  const mocha = new Mocha({ timeout: 0, reporter: SilentReporter, forbidOnly: true })
  mocha.addFile(graderFile)
  await mocha.loadFilesAsync()
  await new Promise<void>((resolve) => mocha.run(() => resolve()))
  emit({ type: 'suite-ended' })
}

function emit(message: FromWorker): void {
  process.send?.(message)
}
