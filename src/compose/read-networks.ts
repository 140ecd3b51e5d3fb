import type { KnownHost } from './compose-model.ts'
import { namesOf, textOf, textsOf, type Reading } from './reading.ts'
import type { YamlMap } from './yaml-tree.ts'

/** Where a service can be found, and under which names. */
export function readNetworks(name: string, service: YamlMap, reading: Reading) {
  const { entries } = service
  const joined = namesOf(entries.get('networks'), reading)
  const perNetwork = joined.flatMap(({ value }) => {
    if (value?.kind !== 'map') return []
    const address = textOf(value.entries.get('ipv4_address'), reading)
    return [...textsOf(value.entries.get('aliases'), reading), ...(address ? [address] : [])]
  })
  const own = [entries.get('container_name'), entries.get('hostname')].flatMap(
    (entry) => textOf(entry, reading) ?? [],
  )
  return {
    networks: joined.length > 0 ? joined.map((each) => each.name) : ['default'],
    networkPlaces: joined,
    hostname: textOf(entries.get('hostname'), reading)?.value,
    networkMode: textOf(entries.get('network_mode'), reading),
    hostNames: [name, ...own.map(({ value }) => value), ...perNetwork.map(({ value }) => value)],
    knownHosts: [
      ...namesOf(entries.get('extra_hosts'), reading).map(readExtraHost),
      ...textsOf(entries.get('links'), reading).map(({ value }) => readLink(value)),
    ],
  }
}

/** `name:address` or `name=address` in a list, else an address under its name. */
function readExtraHost({ name, value }: ReturnType<typeof namesOf>[number]): KnownHost {
  const [, own = name, rest = ''] = /^([^:=]+)[:=](.*)$/.exec(name) ?? []
  const address = value?.kind === 'scalar' ? value.text : rest
  return { name: own, leadsTo: { address: address.replaceAll(/^\[|\]$/g, '') } }
}

/** `service` or `service:alias`. */
function readLink(text: string): KnownHost {
  const [service = '', name = service] = text.split(':')
  return { name, leadsTo: { service } }
}
