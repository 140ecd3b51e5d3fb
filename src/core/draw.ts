import { createHash } from 'node:crypto'

/** Random values that a seed repeats. Every draw moves the generator on. */
export type Draw = {
  /** A whole number in min..max, both included, never one of `except`. */
  readonly integer: (min: number, max: number, except?: readonly number[]) => number
  readonly pick: <T>(items: readonly T[]) => T
  readonly shuffle: <T>(items: readonly T[]) => T[]
  /** A lower-case token of letters and digits that starts with a letter. */
  readonly token: (length: number) => string
}

/** A generator whose values depend on the seed and the purpose alone (xoshiro128** after SHA-256). */
export function createDraw(seed: string, purpose: string): Draw {
  const next = createGenerator(`${seed}\n${purpose}`)
  const below = (limit: number) => Math.floor(next() * limit)
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new RangeError('cannot pick from nothing')
    return items[below(items.length)] as T
  }
  return {
    integer: (min, max, except = []) => {
      const choices = []
      for (let value = min; value <= max; value++) if (!except.includes(value)) choices.push(value)
      return pick(choices)
    },
    pick,
    shuffle: (items) => {
      const result = [...items]
      for (let index = result.length - 1; index > 0; index--) {
        const other = below(index + 1)
        const held = result[index]!
        result[index] = result[other]!
        result[other] = held
      }
      return result
    },
    token: (length) => {
      const letters = 'abcdefghijklmnopqrstuvwxyz'
      let token = letters[below(26)]!
      while (token.length < length) token += `${letters}0123456789`[below(36)]!
      return token
    },
  }
}

/** A fresh seed, short enough to be typed. */
export function createSeed(): string {
  return createHash('sha256')
    .update(`${process.pid} ${process.hrtime.bigint()} ${Date.now()} ${Math.random()}`)
    .digest('hex')
    .slice(0, 8)
}

function createGenerator(text: string): () => number {
  const digest = createHash('sha256').update(text).digest()
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ]
  return () => {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d, 11)
    return scrambled / 2 ** 32
  }
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
