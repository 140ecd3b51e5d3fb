import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const SCRIPT = fileURLToPath(new URL('./run-bounded.sh', import.meta.url))

/**
 * Runs a TypeScript program of ours in the background: it may outlive us, is silent, has no
 * terminal and the lowest priority, and is killed after `limitSeconds`. Whether it could be
 * started is never told.
 */
export function startBounded(
  program: string,
  args: readonly string[],
  options: { readonly limitSeconds: number; readonly env: Readonly<Record<string, string>> },
): void {
  const node = [process.execPath, '--import', import.meta.resolve('tsx'), program, ...args]
  const child = spawn('sh', [SCRIPT, String(options.limitSeconds), ...node], {
    cwd: '/',
    env: options.env,
    stdio: 'ignore',
    detached: true,
  })
  child.on('error', () => {})
  child.unref()
}
