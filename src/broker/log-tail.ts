import { readTail, sizeOf } from '#kafka/read-tail.ts'

const MAX_BYTES = 256 * 1024

/** A log's text from a byte on, at most its last 256 kB; empty while there is no such file. */
export async function readLogFrom(file: string, fromByte: number): Promise<string> {
  return await readTail(file, Math.max(fromByte, (await sizeOf(file)) - MAX_BYTES))
}

/** The last whole lines of a log, none while there is no such file. */
export async function readLogTail(file: string, lines: number): Promise<readonly string[]> {
  const text = (await readLogFrom(file, 0)).trimEnd()
  return text === '' ? [] : text.split('\n').slice(-lines)
}
