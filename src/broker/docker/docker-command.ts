import { InfraError } from '#core/errors.ts'
import type { Guardian } from '#process/guardian.ts'
import type { CommandResult } from '#process/run-command.ts'
import { startInterrupted } from '../broker-errors.ts'
import { runGuarded } from '../jvm/run-guarded.ts'

/** How one call of `docker` is made. */
export type DockerCall = {
  /** A minute when left out. */
  readonly timeoutMs?: number
  readonly env?: Readonly<Record<string, string>>
  readonly onLine?: (line: string) => void
  readonly signal?: AbortSignal
}

/** The `docker` program of this computer, every call of which ends with us. */
export type Docker = {
  /** Runs a call to its end, whatever that is. */
  readonly call: (args: readonly string[], options?: DockerCall) => Promise<CommandResult>
  /** The output of a call that has to succeed; else throws `interrupted` or `broker-lost`. */
  readonly run: (args: readonly string[], options?: DockerCall) => Promise<string>
}

const CALL_MS = 60_000
const SHOWN_LINES = 8

/** Calls `docker` with our own environment. */
export function createDocker(guardian: Guardian): Docker {
  const call: Docker['call'] = (args, options = {}) =>
    runGuarded('docker', args, { timeoutMs: CALL_MS, ...options, guardian })
  return {
    call,
    run: async (args, options = {}) => {
      const result = await call(args, options)
      if (options.signal?.aborted) throw startInterrupted(options.signal.reason)
      if (result.exitCode !== 0) throw dockerFailed(args, result)
      return result.output
    },
  }
}

function dockerFailed(args: readonly string[], { outcome, exitCode, output }: CommandResult) {
  const command = `docker ${args.slice(0, 3).join(' ')}`
  const ending = outcome === 'exited' ? `exit code ${exitCode}` : outcome
  const lines = output.trim().split('\n').slice(-SHOWN_LINES).join('\n')
  return new InfraError({
    code: 'broker-lost',
    message: {
      en: `Docker did not do what was asked ("${command} …": ${ending}).\n${lines}`,
      ko: `Docker 명령이 실패했습니다("${command} …": ${ending}).\n${lines}`,
    },
    advice: {
      en: 'Check that Docker runs ("docker info" must work), then run the command again.',
      ko: 'Docker가 실행 중인지 확인한 뒤("docker info"가 동작해야 합니다) 다시 실행해 주세요.',
    },
  })
}
