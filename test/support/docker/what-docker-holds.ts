import { LABELS } from '#broker/docker/remove-project.ts'
import { runCommand } from '#process/run-command.ts'

/** The lines that a call of `docker` prints; throws when it fails. */
export async function dockerCall(...args: string[]): Promise<string[]> {
  const { exitCode, output } = await runCommand('docker', args, { timeoutMs: 30_000 })
  if (exitCode !== 0) throw new Error(`docker ${args.join(' ')}: ${output}`)
  return output.split('\n').filter(Boolean)
}

/** The names of the containers of a project, of all our projects when none is given; sorted. */
export async function containersOf(project?: string): Promise<string[]> {
  const label = project === undefined ? LABELS.owner : `${LABELS.project}=${project}`
  const args = ['ps', '--all', '--filter', `label=${label}`, '--format', '{{.Names}}']
  return (await dockerCall(...args)).toSorted()
}

/** Everything of a project that is still there: containers, networks, volumes. */
export async function leftOf(project: string): Promise<string[]> {
  const filter = ['--filter', `label=${LABELS.project}=${project}`]
  const lists = await Promise.all([
    dockerCall('ps', '--all', '--quiet', ...filter),
    dockerCall('network', 'ls', '--quiet', ...filter),
    dockerCall('volume', 'ls', '--quiet', ...filter),
  ])
  return lists.flat()
}
