import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Document,
  type Node,
  type Pair,
  type Scalar,
  type YAMLMap,
} from 'yaml'
import type { ComposeFault } from './compose-fault.ts'
import type { Place } from './place.ts'
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './yaml-tree.ts'

/** More than any file of the permitted size has, unless aliases multiply it. */
const MOST_NODES = 60_000
const MOST_CHARACTERS = 512 * 1024
const DEEPEST = 80

/** A text as a tree, or why it is none. */
export type YamlReading =
  | { readonly root: YamlNode; readonly faults?: never }
  | { readonly faults: readonly ComposeFault[]; readonly root?: never }

type Entries = ReadonlyMap<string, YamlEntry>
type PlaceAt = (offset: number) => Place

/** Thrown inside this file only, to leave the recursion at the first fault. */
class TreeFault extends Error {
  readonly fault: ComposeFault
  constructor(fault: ComposeFault) {
    super(fault.id)
    this.fault = fault
  }
}

/** Turns a parsed document into plain data: aliases followed, merge keys merged, within a budget. */
export function buildTree(document: Document, placeAt: PlaceAt): YamlReading {
  const start = placeAt(0)
  if (!document.contents) return { faults: [{ id: 'empty', at: start }] }
  const builder = createBuilder(document, placeAt)
  try {
    return { root: builder(document.contents as Node, 0) }
  } catch (error) {
    if (error instanceof TreeFault) return { faults: [error.fault] }
    throw error
  }
}

function createBuilder(document: Document, placeAt: PlaceAt) {
  let nodes = 0
  let characters = 0
  const anchors = findAnchors(document)
  const placeOf = (node: Node | null | undefined) => placeAt(node?.range?.[0] ?? 0)
  const fail = (id: ComposeFault['id'], at: Place, detail?: string): never => {
    throw new TreeFault({ id, at, ...(detail !== undefined && { detail }) })
  }

  const build = (node: Node | null, depth: number, fallback?: Place): YamlNode => {
    const at = node ? placeOf(node) : (fallback ?? placeAt(0))
    if (++nodes > MOST_NODES || depth > DEEPEST) return fail('too-many-nodes', at)
    // Compose's own tag: whatever is inherited for this key is dropped.
    if (node?.tag === '!reset') return { kind: 'scalar', value: null, text: '', at }
    if (isAlias(node)) return build(target(node, at), depth + 1)
    if (isMap(node)) return buildMap(node, depth)
    if (isSeq(node)) {
      const items = node.items.map((item) => build(item as Node | null, depth + 1, at))
      return { kind: 'list', items, at }
    }
    const scalar = scalarOf(node as Scalar | null)
    characters += scalar.text.length
    if (characters > MOST_CHARACTERS) return fail('too-many-nodes', at)
    return { kind: 'scalar', ...scalar, at }
  }

  const buildMap = (node: YAMLMap, depth: number): YamlMap => {
    const own = new Map<string, YamlEntry>()
    let merged: Entries = new Map()
    for (const { key, value } of node.items as Pair<Node, Node | null>[]) {
      const at = placeOf(key)
      if (!isScalar(key)) return fail('bad-key', at)
      const name = scalarOf(key).text
      if (own.has(name)) fail('duplicate-key', at, name)
      const entry = { at, value: build(value, depth + 1, at) }
      if (name === '<<' && key.type === 'PLAIN') merged = mergedEntries(entry, fail)
      else own.set(name, entry)
    }
    return { kind: 'map', entries: new Map([...merged, ...own]), at: placeOf(node) }
  }

  const target = (alias: Alias, at: Place): Node =>
    anchors.get(alias.source)?.findLast((node) => isBefore(node, alias)) ??
    fail('unknown-alias', at, alias.source)

  return build
}

/** The anchored nodes by name; a name may be given again, and an alias takes the last one before it. */
function findAnchors(document: Document): ReadonlyMap<string, Node[]> {
  const found = new Map<string, Node[]>()
  const visit = (node: unknown): void => {
    if (isMap(node) || isSeq(node) || isScalar(node)) {
      if (node.anchor) found.set(node.anchor, [...(found.get(node.anchor) ?? []), node])
    }
    if (isMap(node)) for (const { key, value } of node.items) [key, value].forEach(visit)
    if (isSeq(node)) node.items.forEach(visit)
  }
  visit(document.contents)
  return found
}

function isBefore(node: Node, alias: Alias): boolean {
  return (node.range?.[0] ?? 0) < (alias.range?.[0] ?? 0)
}

/** The entries a merge key takes in; of several mappings the first one that has a key wins. */
function mergedEntries(
  { at, value }: YamlEntry,
  fail: (id: ComposeFault['id'], at: Place) => never,
): Entries {
  const maps = value.kind === 'list' ? value.items : [value]
  const entries = maps.map((map) => (map.kind === 'map' ? map.entries : fail('bad-merge', at)))
  return new Map(entries.toReversed().flatMap((each) => [...each]))
}

/** A number keeps the digits that were written: `012` and long ids must not change. */
function scalarOf(node: Scalar | null): Pick<YamlScalar, 'value' | 'text'> {
  const raw: unknown = node?.value ?? null
  if (typeof raw === 'string') return { value: raw, text: raw }
  const text = node?.source ?? ''
  if (typeof raw === 'boolean') return { value: raw, text: String(raw) }
  if (typeof raw === 'number') return { value: raw, text }
  return { value: null, text: '' }
}
