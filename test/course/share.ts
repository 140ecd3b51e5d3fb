import { createHash } from 'node:crypto'

/** One of `of` parts of the gate, counted from 0. */
export type Share = { readonly index: number; readonly of: number }

/** What of the gate is run: these exercises whole, and a share of the others, or none of them. */
export type CourseShare = { readonly whole: readonly string[]; readonly share?: Share }

/** Reads `2/4`, counted from 1; undefined when there is no such share. */
export function parseShare(text: string): Share | undefined {
  const [, index, of] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []
  if (index === undefined || Number(index) > Number(of)) return undefined
  return { index: Number(index) - 1, of: Number(of) }
}

/** A share as `parseShare` reads it. */
export function formatShare({ index, of }: Share): string {
  return `${index + 1}/${of}`
}

/** Whether a fixture belongs to a share; the shares of one cut hold every fixture once. */
export function isInShare(key: string, { index, of }: Share): boolean {
  return createHash('sha256').update(key).digest().readUInt32BE(0) % of === index
}
