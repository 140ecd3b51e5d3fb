import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { warmUp } from '#kafka/warm-up.ts'
import type { Guardian } from '#process/guardian.ts'
import { signalGroup, waitUntilGroupGone } from '#process/process-group.ts'
import { makeRunFolder } from '../run-folder.ts'
import { tryToLock } from './cache-lock.ts'
import { archivePath, dumpFlags, type ArchiveKey, type ArchiveUse } from './class-data-archive.ts'
import { classPathOf, jvmFlags } from './java-command.ts'
import { runGuarded } from './run-guarded.ts'
import { startNodes } from './start-nodes.ts'

const USES = ['broker', 'tool'] as const satisfies readonly ArchiveUse[]
/** Dumping takes up to 8 s after SIGTERM on a busy machine. */
const DUMP_MS = 40_000
/** An attempt that failed is not repeated at once by the next run. */
const RETRY_MS = 10 * 60_000
const KEEP_MS = 14 * 24 * 3600_000
const LIST_TOPICS = 'org.apache.kafka.tools.TopicCommand'

/** Whether archives are missing here, are wanted, and were not tried for in the last ten minutes. */
export async function areArchivesDue(key: ArchiveKey): Promise<boolean> {
  if (process.env.KAFKALINGS_NO_ARCHIVE) return false
  const files = USES.map((use) => archivePath(use, key))
  if (files.every((file) => existsSync(file))) return false
  const { mtimeMs } = await stat(attemptFile(key)).catch(() => ({ mtimeMs: 0 }))
  return Date.now() - mtimeMs > RETRY_MS
}

/**
 * Boots a broker of its own, drives it, and keeps the archives that it and a tool leave behind.
 * Everything it starts is guarded, so it can be given up at any moment.
 */
export async function makeArchives(key: ArchiveKey, guardian: Guardian): Promise<void> {
  const folder = path.dirname(attemptFile(key))
  await mkdir(folder, { recursive: true })
  const lock = path.join(folder, 'making.lock')
  if (!(await tryToLock(lock))) return
  try {
    await writeFile(attemptFile(key), '')
    const workFolder = await guardian.makeFolder(folder, 'making-')
    const made = (use: ArchiveUse) => path.join(workFolder, path.basename(archivePath(use, key)))
    await driveBroker(key, guardian, made)
    for (const use of USES) await rename(made(use), archivePath(use, key)).catch(() => {})
    await guardian.removeFolder(workFolder)
    await removeOldArchives(folder)
  } finally {
    await rm(lock, { force: true })
  }
}

function attemptFile(key: ArchiveKey): string {
  return `${archivePath('broker', key)}.attempt`
}

async function driveBroker(
  key: ArchiveKey,
  guardian: Guardian,
  made: (use: ArchiveUse) => string,
): Promise<void> {
  const runFolder = await makeRunFolder(guardian)
  const [ready] = await startNodes({
    ...key,
    guardian,
    count: 1,
    runFolder,
    advertisedPort: () => undefined,
    extraFlags: dumpFlags(made('broker'), key.java),
  })
  if (!ready) return
  const brokers = `127.0.0.1:${ready.plan.ports.internal}`
  await warmUp(brokers)
  await runTool(brokers, key, guardian, made('tool'))
  const { pid } = ready.node.service
  signalGroup(pid, 'SIGTERM')
  await waitUntilGroupGone(pid, DUMP_MS)
  await guardian.removeFolder(runFolder)
}

async function runTool(
  brokers: string,
  key: ArchiveKey,
  guardian: Guardian,
  archive: string,
): Promise<void> {
  const jvm = [...jvmFlags(128), ...dumpFlags(archive, key.java)]
  const tool = [LIST_TOPICS, '--bootstrap-server', brokers, '--list']
  const args = [...jvm, '-cp', classPathOf(key.jars), ...tool]
  await runGuarded(key.java.path, args, { guardian, timeoutMs: DUMP_MS })
}

/** Removes archives of a Java or class path that may be gone; one still in use is made again. */
async function removeOldArchives(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    const { mtimeMs } = await stat(file)
    if (Date.now() - mtimeMs > KEEP_MS) await rm(file, { recursive: true, force: true })
  }
}
