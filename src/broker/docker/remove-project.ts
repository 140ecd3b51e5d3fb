import os from 'node:os'
import { isRunning } from '#process/process-group.ts'
import { quoteForShell } from '#process/shell-command.ts'
import { runGuarded } from '../jvm/run-guarded.ts'
import type { Guardian } from '#process/guardian.ts'
import type { Docker } from './docker-command.ts'

/** The labels by which Compose and we know what belongs to a cluster, and whose it is. */
export const LABELS = { project: 'com.docker.compose.project', owner: 'kafkalings.owner' } as const

const REMOVE_MS = 60_000

/** This process as an owner of containers: the computer's name and the process id. */
export function ownerLabel(): string {
  return `${os.hostname()}/${process.pid}`
}

/**
 * A line of shell that removes everything of a project by its label: containers, volumes, networks.
 * It needs neither Compose nor its file, so the guardian can run it when nothing else is left.
 */
export function removalCommand(project: string): string {
  const filter = `--filter ${quoteForShell(`label=${LABELS.project}=${project}`)}`
  return [
    `ids=$(docker ps --all --quiet ${filter})`,
    '[ -z "$ids" ] || docker rm --force --volumes $ids',
    `for id in $(docker volume ls --quiet ${filter}); do docker volume rm $id; done`,
    `for id in $(docker network ls --quiet ${filter}); do docker network rm $id; done`,
  ].join('; ')
}

/** Removes everything of a project now; an engine that does not answer cannot be asked to. */
export async function removeProject(project: string, guardian: Guardian): Promise<void> {
  const args = ['-c', removalCommand(project)]
  await runGuarded('sh', args, { timeoutMs: REMOVE_MS, guardian })
}

/** Removes what graders of this computer left that are gone themselves, as after a power cut. */
export async function sweepLeftovers(docker: Docker, guardian: Guardian): Promise<void> {
  const filter = ['--filter', `label=${LABELS.owner}`]
  const format = ['--format', `{{.Label "${LABELS.project}"}} {{.Label "${LABELS.owner}"}}`]
  const lists = await Promise.all([
    docker.call(['ps', '--all', ...filter, ...format]),
    docker.call(['network', 'ls', ...filter, ...format]),
  ])
  const lines = lists.flatMap(({ exitCode, output }) => (exitCode === 0 ? output.split('\n') : []))
  const projects = new Set(lines.flatMap((line) => abandonedProject(line) ?? []))
  for (const project of projects) await removeProject(project, guardian)
}

/** The project of a line `project host/pid` when that process of this computer is gone. */
export function abandonedProject(line: string): string | undefined {
  const [, project, host, pid] = /^(\S+) (.+)\/(\d+)$/.exec(line.trim()) ?? []
  if (project === undefined || host !== os.hostname()) return undefined
  return isRunning(Number(pid)) ? undefined : project
}
