import { open, stat } from 'node:fs/promises'

const MAX_BYTES = 256 * 1024

/** A file's text from a byte on, at most its last 256 kB; empty while there is no such file. */
export async function readLogFrom(file: string, fromByte: number): Promise<string> {
  try {
    await using handle = await open(file, 'r')
    const { size } = await handle.stat()
    const start = Math.max(fromByte, size - MAX_BYTES)
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(Math.max(0, size - start)),
      position: start,
    })
    return buffer.toString('utf8', 0, bytesRead)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

/** The last whole lines of a file, none while there is no such file. */
export async function readLogTail(file: string, lines: number): Promise<readonly string[]> {
  const text = (await readLogFrom(file, 0)).trimEnd()
  return text === '' ? [] : text.split('\n').slice(-lines)
}

/** A file's size in bytes, 0 while there is no such file. */
export async function sizeOfLog(file: string): Promise<number> {
  return (await stat(file).catch(() => ({ size: 0 }))).size
}
