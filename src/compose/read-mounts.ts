import type { Mount } from './compose-model.ts'
import { isNull, type Reading } from './reading.ts'
import type { YamlEntry, YamlMap } from './yaml-tree.ts'

/** Reads `volumes:` of a service in its short and its long form. */
export function readMounts(entry: YamlEntry | undefined, reading: Reading): Mount[] {
  if (!entry || isNull(entry.value)) return []
  if (entry.value.kind !== 'list') {
    reading.report({ id: 'wrong-shape', at: entry.at, detail: 'list' })
    return []
  }
  return entry.value.items.flatMap((item) => {
    if (item.kind === 'map') return [readLong(item)]
    if (item.kind === 'scalar') return [readShort(item.text, item.at)]
    reading.report({ id: 'wrong-shape', at: item.at, detail: 'texts' })
    return []
  })
}

function readShort(text: string, at: Mount['at']): Mount {
  const [first = '', second] = text.split(':')
  if (second === undefined) return { kind: 'volume', source: '', target: first, at }
  const kind = /^[./~\\]/.test(first) ? 'bind' : 'volume'
  return { kind, source: first, target: second, at }
}

function readLong(item: YamlMap): Mount {
  const text = (key: string) => {
    const value = item.entries.get(key)?.value
    return value?.kind === 'scalar' ? value.text : ''
  }
  const type = text('type')
  const kind = type === 'bind' || type === 'volume' ? type : 'other'
  return { kind, source: text('source') || text('src'), target: text('target'), at: item.at }
}
