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
  const parents = await findRunParents()
  const roomy = parents.find(({ hasRoom }) => hasRoom)
  if (roomy) return await guardian.makeFolder(roomy.folder, 'kafkalings-')
  throw diskFull(parents.map(({ folder }) => folder).join(', '), NEEDED_BYTES)
}

/** A place for the folders of clusters; `freeBytes` is undefined where nothing can be written. */
export type RunParent = {
  readonly folder: string
  readonly freeBytes: number | undefined
  readonly hasRoom: boolean
}

/** The places for the folders of clusters, in the order in which they are tried. */
export async function findRunParents(): Promise<readonly RunParent[]> {
  return await Promise.all(
    [MEMORY_FOLDER, os.tmpdir()].map(async (folder) => {
      const freeBytes = await readFreeBytes(folder)
      return { folder, freeBytes, hasRoom: (freeBytes ?? 0) >= NEEDED_BYTES }
    }),
  )
}

/** The free space of a folder that can be written, undefined for any other. */
export async function readFreeBytes(folder: string): Promise<number | undefined> {
  try {
    await access(folder, constants.W_OK)
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return undefined
  }
}
