import type { Docker } from './docker-command.ts'

/** The last lines a container wrote; none when the engine cannot be asked. */
export async function readContainerLog(
  docker: Docker,
  container: string,
  lines: number,
): Promise<readonly string[]> {
  const { exitCode, output } = await docker.call(['logs', '--tail', String(lines), container])
  return exitCode === 0 ? output.trimEnd().split('\n').slice(-lines) : []
}
