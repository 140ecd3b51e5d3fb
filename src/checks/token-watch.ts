import { StringDecoder } from 'node:string_decoder'

/** The form of every nonce: `kl` and 14 letters or digits, so that a stream can be searched for all. */
export const NONCE_PATTERN = /kl[a-z0-9]{14}/g

/** Which nonces a stream held, and in which lines. */
export type TokenWatch = {
  readonly add: (chunk: Buffer) => void
  /** The first lines (at most 5, trimmed, at most 300 characters) that hold the nonce. */
  readonly linesWith: (nonce: string) => readonly string[]
}

const NONCE_LENGTH = 16
const LONGEST_LINE = 262_144
const KEPT_LINES = 5

/** Watches a stream line by line, with bounded memory however long a line is. */
export function createTokenWatch(): TokenWatch {
  const decoder = new StringDecoder('utf8')
  const lines = new Map<string, string[]>()
  let rest = ''
  const remember = (line: string) => {
    for (const nonce of new Set(line.match(NONCE_PATTERN))) {
      const known = lines.get(nonce) ?? []
      if (known.length < KEPT_LINES) known.push(line.trim().slice(0, 300))
      lines.set(nonce, known)
    }
  }
  return {
    add: (chunk) => {
      const parts = (rest + decoder.write(chunk)).split('\n')
      rest = parts.pop() ?? ''
      for (const part of parts) remember(part)
      if (rest.length > LONGEST_LINE) {
        remember(rest)
        rest = rest.slice(-NONCE_LENGTH + 1)
      }
    },
    linesWith: (nonce) => {
      const known = lines.get(nonce) ?? []
      return rest.includes(nonce) ? [...known, rest.trim().slice(0, 300)] : known
    },
  }
}
