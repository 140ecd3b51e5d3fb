import type { ComposeFault } from './compose-fault.ts'
import type { ComposeProject, ComposeService } from './compose-model.ts'
import { readEnvFile } from './env-file.ts'
import { kindOfImage } from './image-family.ts'
import { parseImage } from './image-reference.ts'
import { interpolateTree } from './interpolate-tree.ts'
import type { Variables } from './interpolate.ts'
import { TOP_LEVEL_KEYS } from './known-keys.ts'
import { readService } from './read-service.ts'
import { readYaml } from './read-yaml.ts'
import { resolveExtends } from './resolve-extends.ts'
import { isNull, mapOf, namesOf, type Reading } from './reading.ts'
import type { YamlMap } from './yaml-tree.ts'

/** What a compose file is read with. */
export type ComposeSource = {
  readonly text: string
  /** Its name, for places. */
  readonly file: string
  /** The environment Compose would run in; while grading there is none. */
  readonly environment: Variables
  /** The text of a file beside it by its relative path, undefined when there is none. */
  readonly readFile: (path: string) => string | undefined
}

const MOST_SERVICES = 50

/** Reads a compose file of unknown origin. Never throws: what is wrong with it is in `faults`. */
export function readCompose({ text, file, environment, readFile }: ComposeSource): ComposeProject {
  const read = readYaml(text, file)
  if (read.faults) return { file, services: [], faults: read.faults }
  const faults: ComposeFault[] = []
  const reading: Reading = {
    variables: { ...readDotEnv(readFile, environment), ...environment },
    readFile,
    report: (fault) => faults.push(fault),
  }
  const root = interpolateTree(read.root, reading.variables, reading.report)
  if (root.kind !== 'map') {
    const id = isNull(root) ? 'empty' : 'no-services'
    return { file, services: [], faults: [...faults, { id, at: root.at }] }
  }
  const services = readServices(root, reading)
  reportTopLevel(root, services, reading)
  return { file, services, faults: inOrder(faults) }
}

function readDotEnv(readFile: ComposeSource['readFile'], environment: Variables): Variables {
  const entries = readEnvFile(readFile('.env') ?? '', '.env', environment)
  return Object.fromEntries(entries.map(({ name, value }) => [name, value]))
}

function readServices(root: YamlMap, reading: Reading): ComposeService[] {
  const entry = root.entries.get('services')
  const services = mapOf(entry, reading)
  if (services.entries.size === 0) reading.report({ id: 'no-services', at: entry?.at ?? root.at })
  if (services.entries.size > MOST_SERVICES) {
    reading.report({ id: 'too-many-services', at: entry?.at ?? root.at })
    return []
  }
  const resolved = [...resolveExtends(services, reading)]
  return resolved.map(([name, value]) => readService(name, value, reading))
}

/** What Compose refuses although every service is well by itself. */
function reportTopLevel(
  root: YamlMap,
  services: readonly ComposeService[],
  reading: Reading,
): void {
  for (const [key, { at }] of root.entries) {
    if (!TOP_LEVEL_KEYS.has(key) && !key.startsWith('x-')) {
      reading.report({ id: 'unknown-key', at, detail: key })
    }
    if (key === 'include') reading.report({ id: 'needs-other-file', at, detail: key })
  }
  const networks = new Set(['default', ...definedIn(root, 'networks', reading)])
  const volumes = new Set(definedIn(root, 'volumes', reading))
  for (const service of services) {
    const { at } = service
    for (const { value, at: place, condition } of service.dependsOn) {
      const other = services.find(({ name }) => name === value)
      if (!other) reading.report({ id: 'undefined-service', at: place, detail: value })
      else if (condition === 'service_healthy' && isNeverHealthy(other)) {
        reading.report({ id: 'never-healthy', at: place, detail: value })
      }
    }
    for (const network of service.networks) {
      if (!networks.has(network)) reading.report({ id: 'undefined-network', at, detail: network })
    }
    for (const { kind, source, at: place } of service.mounts) {
      if (kind !== 'volume' || source === '' || volumes.has(source)) continue
      reading.report({ id: 'undefined-volume', at: place, detail: source })
    }
  }
}

/** Of other images it is not known whether they bring a health check of their own. */
function isNeverHealthy({ image, hasHealthcheck }: ComposeService): boolean {
  const { kind } = kindOfImage(parseImage(image?.value ?? ''))
  return !hasHealthcheck && (kind === 'kafka' || kind === 'zookeeper')
}

function definedIn(root: YamlMap, key: string, reading: Reading): string[] {
  return namesOf(root.entries.get(key), reading).map(({ name }) => name)
}

function inOrder(faults: readonly ComposeFault[]): ComposeFault[] {
  return faults.toSorted((one, other) => one.at.line - other.at.line)
}
