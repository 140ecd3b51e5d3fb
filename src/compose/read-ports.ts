import type { PublishedPort } from './compose-model.ts'
import type { Place } from './place.ts'
import { isNull, type Reading } from './reading.ts'
import type { YamlEntry, YamlMap, YamlNode } from './yaml-tree.ts'

/** No container publishes more; a longer list would only make reading slow. */
const MOST_ENTRIES = 100
const LONGEST_RANGE = 100

type Range = { readonly first: number; readonly last: number }

/** Reads `ports:` in its short and its long form. */
export function readPorts(entry: YamlEntry | undefined, reading: Reading): PublishedPort[] {
  if (!entry || isNull(entry.value)) return []
  if (entry.value.kind !== 'list') {
    reading.report({
      id: 'wrong-shape',
      at: entry.at,
      detail: 'list',
    })
    return []
  }
  const { items } = entry.value
  if (items.length > MOST_ENTRIES) {
    reading.report({ id: 'bad-port', at: entry.at, detail: `${items.length} entries` })
  }
  return items.slice(0, MOST_ENTRIES).flatMap((item) => {
    const ports = item.kind === 'map' ? readLong(item) : readShort(item)
    if (!ports) reading.report({ id: 'bad-port', at: item.at, detail: portText(item) })
    return ports ?? []
  })
}

/** `9092`, `9092:9092`, `127.0.0.1:29092:9092/tcp`, `[::1]:9092:9092`, `9092-9094:9092-9094`. */
function readShort(item: YamlNode): PublishedPort[] | undefined {
  if (item.kind !== 'scalar') return undefined
  const [, address = '', host = '', container = '', protocol = 'tcp'] =
    /^(?:(\[[^\]]*\]|[^:/]*):)??(?:([\d-]*):)?([\d-]+)(?:\/(\w+))?$/.exec(item.text.trim()) ?? []
  const hostAddress = address.replaceAll(/^\[|\]$/g, '')
  return pairUp({ hostAddress, host, container, protocol, text: item.text, at: item.at })
}

function readLong(item: YamlMap): PublishedPort[] | undefined {
  const text = (key: string) => {
    const value = item.entries.get(key)?.value
    return value?.kind === 'scalar' ? value.text : ''
  }
  const [host, container] = [text('published'), text('target')]
  return pairUp({
    hostAddress: text('host_ip').replaceAll(/^\[|\]$/g, ''),
    host,
    container,
    protocol: text('protocol') || 'tcp',
    text: `${host}:${container}`,
    at: item.entries.get('target')?.at ?? item.at,
  })
}

type Parts = {
  readonly hostAddress: string
  readonly host: string
  readonly container: string
  readonly protocol: string
  readonly text: string
  readonly at: Place
}

/** Ranges of equal length belong together port by port; else Docker picks a free one of the range. */
function pairUp({ host, container, protocol, ...rest }: Parts): PublishedPort[] | undefined {
  const inside = parseRange(container)
  const outside = host === '' ? undefined : parseRange(host)
  if (!inside || (host !== '' && !outside)) return undefined
  const count = inside.last - inside.first + 1
  const isPaired = outside && outside.last - outside.first + 1 === count
  if (outside && !isPaired && count > 1) return undefined
  return Array.from({ length: count }, (_, index) => ({
    ...rest,
    hostPort: isPaired && outside.first > 0 ? outside.first + index : undefined,
    containerPort: inside.first + index,
    protocol: protocol.toLowerCase(),
  }))
}

function parseRange(text: string): Range | undefined {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? []
  const range = { first: Number(first), last: Number(last) }
  const isValid = first !== undefined && range.last >= range.first && range.last < 65_536
  return isValid && range.last - range.first < LONGEST_RANGE ? range : undefined
}

function portText(item: YamlNode): string {
  return item.kind === 'scalar' ? item.text || '(empty)' : item.kind
}
