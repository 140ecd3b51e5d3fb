import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const SCRIPT = fileURLToPath(new URL('./run-bounded.sh', import.meta.url))

/**
 * Starts a command in the background that may outlive us, silent, without a terminal, at the
 * lowest priority, and killed after `limitSeconds`. Whether it can be started is never told.
 */
export function startBounded(
  file: string,
  args: readonly string[],
  options: { readonly limitSeconds: number; readonly env: Readonly<Record<string, string>> },
): void {
  const child = spawn('sh', [SCRIPT, String(options.limitSeconds), file, ...args], {
    cwd: '/',
    env: options.env,
    stdio: 'ignore',
    detached: true,
  })
  child.on('error', () => {})
  child.unref()
}
