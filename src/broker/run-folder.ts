import { access, constants, statfs } from 'node:fs/promises'
import os from 'node:os'
import type { Guardian } from '#process/guardian.ts'
import { diskFull } from './broker-errors.ts'

const NEEDED_BYTES = 200 * 1024 * 1024
const MEMORY_FOLDER = '/dev/shm'

/**
 * Makes the folder of one cluster, in memory where there is a memory file system with 200 MB free,
 * else in the temporary folder; throws `disk-full` when neither has them.
 */
export async function makeRunFolder(guardian: Guardian): Promise<string> {
  const parents = [MEMORY_FOLDER, os.tmpdir()]
  for (const parent of parents) {
    if (await hasRoom(parent)) return await guardian.makeFolder(parent, 'kafkalings-')
  }
  throw diskFull(parents.join(', '), NEEDED_BYTES)
}

async function hasRoom(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK)
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize >= NEEDED_BYTES
  } catch {
    return false
  }
}
