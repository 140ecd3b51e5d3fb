import { writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { CleanUp } from '../../clean-up.ts'
import type { Docker } from '../../docker/docker-command.ts'
import type { ComposePlan } from '../compose-plan.ts'
import type { GivenPort } from '../give-out-ports.ts'
import type { BootTools } from '../started-compose.ts'
import { provideImages } from './compose-images.ts'
import { containerEnvironment, type ContainerEnvironment } from './container-environment.ts'
import { specifyContainers, type ContainerSpec } from './container-spec.ts'
import { generateCompose } from './generate-compose.ts'

/** A container that Compose has made and that nobody has started yet. */
export type MadeContainer = {
  readonly spec: ContainerSpec
  readonly environment: ContainerEnvironment
}

/** What making containers needs. */
export type CreateParts = {
  readonly docker: Docker
  readonly project: string
  readonly plan: ComposePlan
  readonly given: readonly GivenPort[]
  readonly tools: BootTools
  readonly cleanUp: CleanUp
}

const CREATE_MS = 120_000

/** Makes every container and network of a plan, of a file that is generated from it; starts none. */
export async function createContainers(parts: CreateParts): Promise<readonly MadeContainer[]> {
  const { docker, project, plan, given, tools, cleanUp } = parts
  const { guardian, signal } = tools
  const images = await provideImages(docker, plan.services, tools)
  const names = namesByAddress(plan)
  const isAlone = plan.services.length === 1
  const made = specifyContainers(plan).map((spec) => ({
    spec,
    image: images.get(spec.planned.service.image?.value ?? '') ?? '',
    environment: containerEnvironment(spec.planned, names, isAlone),
  }))
  const folder = await guardian.makeFolder(os.tmpdir(), 'kafkalings-')
  cleanUp.add(() => guardian.removeFolder(folder))
  const file = path.join(folder, 'compose.json')
  await writeFile(file, generateCompose(made, given))
  const own = ['compose', '--project-name', project, '--file', file]
  await docker.run([...own, 'up', '--no-start', '--pull', 'never'], {
    timeoutMs: CREATE_MS,
    ...(signal && { signal }),
  })
  return made
}

/** The addresses that the file gives to containers, with a name for each. */
function namesByAddress({ services }: ComposePlan): ReadonlyMap<string, string> {
  const pairs = services.flatMap(({ service }) =>
    service.hostNames
      .filter((name) => /^[\d.]+$/.test(name))
      .map((address): [string, string] => [address, service.name]),
  )
  return new Map(pairs)
}
