import { open, stat } from 'node:fs/promises'

/** The text of a file from a byte on, up to another; empty where the file is shorter or missing. */
export async function readTail(file: string, fromByte: number, toByte = Infinity): Promise<string> {
  const sizeBytes = Math.min(await sizeOf(file), toByte)
  if (sizeBytes <= fromByte) return ''
  const read = async () => {
    await using handle = await open(file)
    const buffer = Buffer.alloc(sizeBytes - fromByte)
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, fromByte)
    return buffer.toString('utf8', 0, bytesRead)
  }
  return await unlessMissing(read, '')
}

/** The size of a file in bytes; 0 when it does not exist. */
export async function sizeOf(file: string): Promise<number> {
  return await unlessMissing(async () => (await stat(file)).size, 0)
}

async function unlessMissing<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return otherwise
    throw error
  }
}
