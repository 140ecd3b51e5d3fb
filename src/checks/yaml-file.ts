import { lstat, readFile } from 'node:fs/promises'
import type { Bilingual } from '#core/bilingual.ts'
import { describeFault } from '#compose/compose-fault.ts'
import { readYaml } from '#compose/read-yaml.ts'

/** A YAML file that a program wrote: the single values of its mapping, or why there are none. */
export type YamlFile =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly why: Bilingual; readonly line?: number }
  | { readonly kind: 'values'; readonly values: ReadonlyMap<string, string> }

const MOST_BYTES = 64 * 1024

/** Reads it in bounded time, whatever it is. A value that is a list or a mapping is left out. */
export async function readYamlFile(file: string): Promise<YamlFile> {
  const found = await lstat(file).catch(() => undefined)
  if (!found) return { kind: 'missing' }
  if (!found.isFile()) return { kind: 'unreadable', why: NO_FILE }
  if (found.size > MOST_BYTES) return { kind: 'unreadable', why: TOO_LARGE }
  const { root, faults } = readYaml(await readFile(file, 'utf8'), file)
  const [fault] = faults ?? []
  if (fault) return { kind: 'unreadable', why: describeFault(fault), line: fault.at.line }
  if (root?.kind !== 'map') return { kind: 'unreadable', why: NO_MAPPING }
  const values = [...root.entries].flatMap(([name, { value }]) =>
    value.kind === 'scalar' ? [[name, value.text] as const] : [],
  )
  return { kind: 'values', values: new Map(values) }
}

const NO_FILE = { en: 'It is no regular file.', ko: '일반 파일이 아닙니다.' }
const TOO_LARGE = { en: 'It is larger than 64 KB.', ko: '64KB보다 큽니다.' }
const NO_MAPPING = {
  en: 'It holds no lines of the form `name: value`.',
  ko: '`이름: 값` 형식의 줄이 없습니다.',
}
