import { interpolate, type Variables } from './interpolate.ts'
import type { Place } from './place.ts'

/** One line `NAME=value` of an env file. */
export type EnvFileEntry = { readonly name: string; readonly value: string; readonly at: Place }

/** Reads an env file as Compose does: comments, `export`, quotes, and variables outside single quotes. */
export function readEnvFile(
  text: string,
  file: string,
  variables: Variables = {},
): readonly EnvFileEntry[] {
  const known: Record<string, string> = { ...variables }
  return text.split(/\r?\n/).flatMap((line, index) => {
    const match = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*[=:]\s*(.*)$/.exec(
      index === 0 ? line.replace(/^\ufeff/, '') : line,
    )
    if (!match) return []
    const [, name = '', raw = ''] = match
    const value = readValue(raw, known)
    known[name] = value
    return [{ name, value, at: { file, line: index + 1, column: 1 } }]
  })
}

function readValue(raw: string, variables: Variables): string {
  const single = /^'([^']*)'/.exec(raw)?.[1]
  if (single !== undefined) return single
  const double = /^"((?:[^"\\]|\\.)*)"/.exec(raw)?.[1]
  const text = double?.replaceAll(/\\(["\\$])/g, '$1') ?? raw.replace(/(^|\s)#.*$/, '').trim()
  return interpolate(text, variables).text ?? text
}
