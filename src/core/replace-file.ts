import { open, rename, rm, stat } from 'node:fs/promises'

/**
 * Writes a file whole or not at all: a temporary file beside it, fsync, rename. Where that cannot be
 * done (a device such as /dev/stdout) it writes straight away. Errors are those of the file system.
 */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const known = await stat(file).catch(() => undefined)
  const isPlain = known === undefined || known.isFile()
  const target = isPlain ? `${file}.${process.pid}.tmp` : file
  try {
    const handle = await open(target, 'w')
    try {
      await handle.writeFile(content)
      if (isPlain) await handle.sync()
    } finally {
      await handle.close()
    }
    if (isPlain) await rename(target, file)
  } finally {
    if (isPlain) await rm(target, { force: true })
  }
}
