import { isNull, type Reading } from './reading.ts'
import type { YamlEntry, YamlMap, YamlNode } from './yaml-tree.ts'

/** Never taken over from the service that is extended. */
const NOT_INHERITED: ReadonlySet<string> = new Set(['depends_on', 'links', 'volumes_from'])
const LONGEST_CHAIN = 10

/** The services with `extends` of the same file carried out; another file cannot be taken in. */
export function resolveExtends(
  services: YamlMap,
  reading: Reading,
): ReadonlyMap<string, YamlEntry> {
  const resolve = (name: string, { at, value }: YamlEntry, depth: number): YamlEntry => {
    const own = value.kind === 'map' ? value : undefined
    const wish = own?.entries.get('extends')
    if (!own || !wish || isNull(wish.value)) return { at, value }
    const baseName = baseOf(wish.value)
    const base = baseName === undefined ? undefined : services.entries.get(baseName)
    if (baseName === undefined || !base || depth > LONGEST_CHAIN) {
      reading.report({ id: 'needs-other-file', at: wish.at, detail: `${name}: extends` })
      return { at, value }
    }
    const inherited = resolve(baseName, base, depth + 1).value
    return { at, value: inherited.kind === 'map' ? extend(inherited, own) : own }
  }
  return new Map([...services.entries].map(([name, entry]) => [name, resolve(name, entry, 0)]))
}

function baseOf(wish: YamlNode): string | undefined {
  if (wish.kind === 'scalar') return wish.text
  if (wish.kind !== 'map' || wish.entries.has('file')) return undefined
  const service = wish.entries.get('service')?.value
  return service?.kind === 'scalar' ? service.text : undefined
}

function extend(base: YamlMap, own: YamlMap): YamlMap {
  const entries = new Map([...base.entries].filter(([key]) => !NOT_INHERITED.has(key)))
  for (const [key, entry] of own.entries) {
    const inherited = entries.get(key)
    entries.set(
      key,
      inherited ? { at: entry.at, value: join(inherited.value, entry.value) } : entry,
    )
  }
  entries.delete('extends')
  return { ...own, entries }
}

/** Mappings are joined key by key, lists one after the other; of single values the own one counts. */
function join(base: YamlNode, own: YamlNode): YamlNode {
  if (base.kind === 'map' && own.kind === 'map') {
    return { ...own, entries: new Map([...base.entries, ...own.entries]) }
  }
  if (base.kind === 'list' && own.kind === 'list') {
    return { ...own, items: [...base.items, ...own.items] }
  }
  const [map, list] = base.kind === 'map' ? [base, own] : [own, base]
  if (map.kind !== 'map' || list.kind !== 'list') return own
  const items = [...map.entries].map(([name, { at, value }]) => asListItem(name, at, value))
  const joined = base === map ? [...items, ...list.items] : [...list.items, ...items]
  return { kind: 'list', items: joined, at: own.at }
}

function asListItem(name: string, at: YamlNode['at'], value: YamlNode): YamlNode {
  const text = value.kind === 'scalar' && !isNull(value) ? `${name}=${value.text}` : name
  return { kind: 'scalar', value: text, text, at }
}
