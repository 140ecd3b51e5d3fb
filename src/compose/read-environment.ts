import { readEnvFile } from './env-file.ts'
import type { Located } from './place.ts'
import { isNull, textsOf, type Reading } from './reading.ts'
import type { YamlEntry, YamlMap, YamlNode } from './yaml-tree.ts'

type Environment = ReadonlyMap<string, Located<string>>

/** The environment of a service: its env files in order, then `environment:` over them. */
export function readEnvironment(service: YamlMap, reading: Reading): Environment {
  const files = readEnvFiles(service.entries.get('env_file'), reading)
  const own = readOwn(service.entries.get('environment'), reading)
  const all = new Map(files)
  for (const [name, entry] of own) {
    if (entry === undefined) all.delete(name)
    else all.set(name, entry)
  }
  return all
}

type Variable = readonly [string, Located<string> | undefined]

function readOwn(entry: YamlEntry | undefined, reading: Reading): Variable[] {
  if (!entry || isNull(entry.value)) return []
  if (entry.value.kind === 'list') {
    return entry.value.items.flatMap((item) => readListItem(item, reading))
  }
  if (entry.value.kind === 'scalar') {
    reading.report({ id: 'wrong-shape', at: entry.at, detail: 'environment' })
    return []
  }
  return [...entry.value.entries].flatMap(([name, { at, value }]): Variable[] => {
    if (value.kind !== 'scalar') {
      reading.report({ id: 'wrong-shape', at, detail: 'single-value' })
      return []
    }
    return [isNull(value) ? passedOn(name, at, reading) : [name, { value: value.text, at }]]
  })
}

function readListItem(item: YamlNode, reading: Reading): Variable[] {
  if (item.kind !== 'scalar') {
    const detail = item.kind === 'map' ? [...item.entries.keys()][0] : undefined
    if (detail === undefined) {
      reading.report({ id: 'wrong-shape', at: item.at, detail: 'environment' })
    } else reading.report({ id: 'list-entry-is-mapping', at: item.at, detail })
    return []
  }
  const { text, at } = item
  const split = text.indexOf('=')
  if (text === '') return []
  if (split < 0) return [passedOn(text, at, reading)]
  const name = text.slice(0, split)
  if (name !== name.trim()) reading.report({ id: 'blank-in-name', at, detail: name.trim() })
  return [[name, { value: text.slice(split + 1), at }]]
}

/** A name without a value takes it from where Compose runs; while grading, from `.env` alone. */
function passedOn(name: string, at: Located<string>['at'], { variables }: Reading): Variable {
  const value = variables[name]
  return [name, value === undefined ? undefined : { value, at }]
}

function readEnvFiles(entry: YamlEntry | undefined, reading: Reading): Environment {
  const found = new Map<string, Located<string>>()
  for (const { path, at, isRequired } of envFilesOf(entry, reading)) {
    const text = reading.readFile(path)
    if (text === undefined) {
      if (isRequired) reading.report({ id: 'missing-env-file', at, detail: path })
      continue
    }
    const variables = { ...reading.variables, ...valuesOf(found) }
    for (const { name, value, at: place } of readEnvFile(text, path, variables)) {
      found.set(name, { value, at: place })
    }
  }
  return found
}

function envFilesOf(entry: YamlEntry | undefined, reading: Reading) {
  if (entry?.value.kind !== 'list') {
    return textsOf(entry, reading).map(({ value, at }) => ({ path: value, at, isRequired: true }))
  }
  return entry.value.items.flatMap((item) => {
    if (item.kind === 'scalar') return [{ path: item.text, at: item.at, isRequired: true }]
    const path = item.kind === 'map' ? item.entries.get('path')?.value : undefined
    const required = item.kind === 'map' ? item.entries.get('required')?.value : undefined
    if (path?.kind !== 'scalar') {
      reading.report({ id: 'wrong-shape', at: item.at, detail: 'texts' })
      return []
    }
    const isRequired = !(required?.kind === 'scalar' && required.value === false)
    return [{ path: path.text, at: item.at, isRequired }]
  })
}

function valuesOf(entries: Environment): Record<string, string> {
  return Object.fromEntries([...entries].map(([name, { value }]) => [name, value]))
}
