import type { Place } from './place.ts'

/** A single value. `text` is what was written, after quotes and folding, before any conversion. */
export type YamlScalar = {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  readonly text: string
  readonly at: Place
}

/** A list, in order. */
export type YamlList = {
  readonly kind: 'list'
  readonly items: readonly YamlNode[]
  readonly at: Place
}

/** A mapping in the order of the file, with merged keys in it. */
export type YamlMap = {
  readonly kind: 'map'
  readonly entries: ReadonlyMap<string, YamlEntry>
  readonly at: Place
}

/** One key of a mapping. */
export type YamlEntry = { readonly at: Place; readonly value: YamlNode }

/** YAML as plain data that remembers where everything was written. */
export type YamlNode = YamlScalar | YamlList | YamlMap
