import type { ComposeFault } from './compose-fault.ts'
import type { Variables } from './interpolate.ts'
import type { Located, Place } from './place.ts'
import type { YamlEntry, YamlMap, YamlNode } from './yaml-tree.ts'

/** What reading a part of the file needs beside the part itself. */
export type Reading = {
  readonly variables: Variables
  /** The text of a file in the exercise's folder by its relative path, undefined when there is none. */
  readonly readFile: (path: string) => string | undefined
  readonly report: (fault: ComposeFault) => void
}

/** A scalar as text; null counts as absent, anything else is reported. */
export function textOf(
  entry: YamlEntry | undefined,
  reading: Reading,
): Located<string> | undefined {
  if (!entry || isNull(entry.value)) return undefined
  if (entry.value.kind === 'scalar') return { value: entry.value.text, at: entry.at }
  reading.report({ id: 'wrong-shape', at: entry.at, detail: 'single-value' })
  return undefined
}

/** A list of texts, or one text where Compose takes that too. */
export function textsOf(entry: YamlEntry | undefined, reading: Reading): Located<string>[] {
  if (!entry || isNull(entry.value)) return []
  const items = entry.value.kind === 'list' ? entry.value.items : [entry.value]
  return items.flatMap((item) => {
    if (item.kind === 'scalar') return [{ value: item.text, at: item.at }]
    reading.report({ id: 'wrong-shape', at: item.at, detail: 'texts' })
    return []
  })
}

/** A mapping; null counts as an empty one, anything else is reported. */
export function mapOf(entry: YamlEntry | undefined, reading: Reading): YamlMap {
  if (entry?.value.kind === 'map') return entry.value
  const at = entry?.at ?? { file: '', line: 1, column: 1 }
  if (entry && !isNull(entry.value)) {
    reading.report({ id: 'wrong-shape', at, detail: 'mapping' })
  }
  return { kind: 'map', entries: new Map(), at }
}

/** The names in a list or the keys of a mapping, each with its place and what stands under it. */
export function namesOf(
  entry: YamlEntry | undefined,
  reading: Reading,
): { readonly name: string; readonly at: Place; readonly value: YamlNode | undefined }[] {
  if (entry?.value.kind === 'map') {
    return [...entry.value.entries].map(([name, { at, value }]) => ({ name, at, value }))
  }
  return textsOf(entry, reading).map(({ value, at }) => ({ name: value, at, value: undefined }))
}

/** Whether nothing was written as the value. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null
}
