import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** A fresh folder that is removed when it is disposed. */
export type TempFolder = AsyncDisposable & {
  readonly folder: string
  /** Writes a file, with the folders it needs; returns its absolute path. */
  readonly write: (name: string, content: string | Buffer) => Promise<string>
}

/** Makes an empty folder for one test. */
export async function makeTempFolder(): Promise<TempFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kafkalings-test-'))
  return {
    folder,
    write: async (name, content) => {
      const file = path.join(folder, name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, content)
      return file
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
