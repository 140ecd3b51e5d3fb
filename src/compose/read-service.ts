import type { ComposeService, Dependency, Mount, Refusal } from './compose-model.ts'
import { REFUSED_KEYS, SERVICE_KEYS } from './known-keys.ts'
import type { Located } from './place.ts'
import { readEnvironment } from './read-environment.ts'
import { readMounts } from './read-mounts.ts'
import { readNetworks } from './read-networks.ts'
import { readPorts } from './read-ports.ts'
import { isNull, mapOf, namesOf, textOf, textsOf, type Reading } from './reading.ts'
import type { YamlEntry, YamlMap, YamlNode } from './yaml-tree.ts'

/** Reads one service; what Compose would refuse is reported, and the rest read all the same. */
export function readService(name: string, entry: YamlEntry, reading: Reading): ComposeService {
  const service = mapOf(entry, reading)
  const { entries } = service
  reportUnknown(service, reading)
  const image = textOf(entries.get('image'), reading)
  if (!image?.value && !entries.has('build') && !entries.has('provider')) {
    reading.report({ id: 'no-image', at: entry.at, detail: name })
  }
  const mounts = readMounts(entries.get('volumes'), reading)
  const { networkPlaces: _, ...network } = readNetworks(name, service, reading)
  return {
    name,
    at: entry.at,
    image,
    environment: readEnvironment(service, reading),
    ports: readPorts(entries.get('ports'), reading),
    exposes: readExposes(entries.get('expose'), reading),
    ...network,
    dependsOn: readDependencies(entries.get('depends_on'), reading),
    hasHealthcheck: hasHealthcheck(mapOf(entries.get('healthcheck'), reading)),
    profiles: textsOf(entries.get('profiles'), reading).map(({ value }) => value),
    replicas: readReplicas(service, reading),
    command: commandOf(entries.get('command')),
    entrypoint: commandOf(entries.get('entrypoint')),
    mounts,
    refusals: findRefusals(service, mounts),
  }
}

function reportUnknown({ entries }: YamlMap, reading: Reading): void {
  for (const [key, { at }] of entries) {
    if (SERVICE_KEYS.has(key) || key.startsWith('x-')) continue
    reading.report({ id: 'unknown-key', at, detail: key })
  }
}

function readExposes(entry: YamlEntry | undefined, reading: Reading): Located<number>[] {
  return textsOf(entry, reading).flatMap(({ value, at }) => {
    const port = Number.parseInt(value, 10)
    return Number.isNaN(port) ? [] : [{ value: port, at }]
  })
}

function readDependencies(entry: YamlEntry | undefined, reading: Reading): Dependency[] {
  return namesOf(entry, reading).map(({ name, at, value }) => {
    const condition = value?.kind === 'map' ? textOf(value.entries.get('condition'), reading) : null
    return { value: name, at, condition: condition?.value ?? 'service_started' }
  })
}

function hasHealthcheck({ entries }: YamlMap): boolean {
  const disabled = entries.get('disable')?.value
  return entries.has('test') && !(disabled?.kind === 'scalar' && disabled.value === true)
}

function readReplicas({ entries }: YamlMap, reading: Reading): number {
  const deploy = mapOf(entries.get('deploy'), reading)
  const text = textOf(deploy.entries.get('replicas') ?? entries.get('scale'), reading)
  const replicas = Number(text?.value ?? 1)
  return Number.isInteger(replicas) && replicas >= 0 ? replicas : 1
}

/** A command as one line, whether it was written as text or as a list; undefined when it is reset. */
function commandOf(entry: YamlEntry | undefined): Located<string> | undefined {
  if (!entry || isNull(entry.value)) return undefined
  const words = (node: YamlNode): string[] => {
    if (node.kind === 'scalar') return [node.text]
    return node.kind === 'list' ? node.items.flatMap(words) : []
  }
  const value = words(entry.value).join(' ').trim()
  return value === '' ? undefined : { value, at: entry.at }
}

function findRefusals({ entries }: YamlMap, mounts: readonly Mount[]): Refusal[] {
  const keys = REFUSED_KEYS.flatMap((key) => {
    const entry = entries.get(key)
    return entry && !isNull(entry.value) ? [{ key, at: entry.at }] : []
  })
  const binds = mounts.flatMap(({ kind, source, at }) => {
    if (kind !== 'bind') return []
    return [{ key: source.includes('docker.sock') ? 'docker.sock' : 'bind mount', at }]
  })
  return [...keys, ...binds]
}
