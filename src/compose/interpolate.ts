/** Names and values that `$NAME` in a compose file stands for. */
export type Variables = Readonly<Record<string, string>>

/** A text with its variables put in, or why Compose would refuse it. */
export type Interpolation =
  | { readonly text: string; readonly problem?: never }
  | {
      readonly problem: 'bad-interpolation' | 'required-variable'
      /** The variable that is required, or the part that cannot be read. */
      readonly detail: string
      readonly text?: never
    }

const DEEPEST = 20
const NAME = /^[A-Za-z_][A-Za-z0-9_]*/

/** Puts variables in as Compose does: `$A`, `${A}`, `:-` `-` `:?` `?` `:+` `+`, and `$$` for a dollar. */
export function interpolate(text: string, variables: Variables, depth = 0): Interpolation {
  if (depth > DEEPEST) return bad(text)
  let result = ''
  for (let at = 0; at < text.length;) {
    if (text[at] !== '$') {
      result += text[at++]
      continue
    }
    const rest = text.slice(at + 1)
    if (rest.startsWith('$')) {
      result += '$'
      at += 2
      continue
    }
    const piece = readPiece(rest, variables, depth)
    if (piece.problem !== undefined) return piece
    result += piece.text
    at += 1 + piece.length
  }
  return { text: result }
}

type Piece =
  | { readonly text: string; readonly length: number; readonly problem?: never }
  | Extract<Interpolation, { problem: string }>

function readPiece(rest: string, variables: Variables, depth: number): Piece {
  const name = NAME.exec(rest)?.[0]
  if (name !== undefined) return { text: variables[name] ?? '', length: name.length }
  const end = rest.startsWith('{') ? closingBrace(rest) : -1
  if (end < 0) return bad(rest)
  const value = readBraced(rest.slice(1, end), variables, depth)
  return value.problem === undefined ? { text: value.text, length: end + 1 } : value
}

function readBraced(inner: string, variables: Variables, depth: number): Interpolation {
  const name = NAME.exec(inner)?.[0]
  if (name === undefined) return bad(`{${inner}}`)
  const match = /^(:?[-?+])?([^]*)$/.exec(inner.slice(name.length))
  const [, operator, word = ''] = match ?? []
  const value = variables[name]
  if (operator === undefined) return word === '' ? { text: value ?? '' } : bad(`{${inner}}`)
  const isGiven = value !== undefined && !(operator.startsWith(':') && value === '')
  if (operator.endsWith('+'))
    return isGiven ? interpolate(word, variables, depth + 1) : { text: '' }
  if (isGiven) return { text: value }
  if (operator.endsWith('-')) return interpolate(word, variables, depth + 1)
  return { problem: 'required-variable', detail: name }
}

function closingBrace(text: string): number {
  let open = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{' && (at === 0 || text[at - 1] === '$')) open++
    if (text[at] === '}' && --open === 0) return at
  }
  return -1
}

function bad(part: string) {
  return { problem: 'bad-interpolation', detail: `$${part.slice(0, 40)}` } as const
}
