import { existsSync } from 'node:fs'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startBounded } from '#process/start-bounded.ts'
import { archivePath, type ArchiveKey } from './class-data-archive.ts'
import { javaEnv } from './java-command.ts'

const BOOT = fileURLToPath(new URL('./archive-boot.ts', import.meta.url))
const LIMIT_SECONDS = 60
const RETRY_MS = 10 * 60_000

/**
 * Has the missing archives made by a background process that may outlive us by a minute. Tried at
 * most every ten minutes; never throws, never waits for it.
 */
export async function makeArchivesInBackground(order: ArchiveKey): Promise<void> {
  if (process.env.KAFKALINGS_NO_ARCHIVE) return
  try {
    const files = [archivePath('broker', order), archivePath('tool', order)] as const
    if (files.every((file) => existsSync(file))) return
    const attempt = `${files[0]}.attempt`
    if (Date.now() - (await modifiedMs(attempt)) < RETRY_MS) return
    await mkdir(path.dirname(attempt), { recursive: true })
    await writeFile(attempt, '')
    startBounded(BOOT, [JSON.stringify(order)], { limitSeconds: LIMIT_SECONDS, env: javaEnv({}) })
  } catch {
    // Without an archive everything works, only slower.
  }
}

async function modifiedMs(file: string): Promise<number> {
  return await stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}
