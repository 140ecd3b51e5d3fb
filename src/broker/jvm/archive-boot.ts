import { readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { warmUp } from '#kafka/warm-up.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { signalGroup, waitUntilGroupGone } from '#process/process-group.ts'
import { makeRunFolder } from '../run-folder.ts'
import { tryToLock } from './cache-lock.ts'
import { archivePath, dumpFlags, type ArchiveKey, type ArchiveUse } from './class-data-archive.ts'
import { classPathOf, jvmFlags } from './java-command.ts'
import { runGuarded } from './run-guarded.ts'
import { startNodes } from './start-nodes.ts'

const DUMP_MS = 40_000
const KEEP_MS = 14 * 24 * 3600_000
const LIST_TOPICS = 'org.apache.kafka.tools.TopicCommand'

/** Boots a broker of its own, drives it, and keeps the archives that it and a tool leave behind. */
async function makeArchives(order: ArchiveKey): Promise<void> {
  const folder = path.dirname(archivePath('broker', order))
  const lock = path.join(folder, 'making.lock')
  if (!(await tryToLock(lock))) return
  await using guardian = startGuardian()
  const workFolder = await guardian.makeFolder(folder, 'making-')
  const made = (use: ArchiveUse) => path.join(workFolder, path.basename(archivePath(use, order)))
  const [ready] = await startNodes({
    ...order,
    guardian,
    count: 1,
    runFolder: await makeRunFolder(guardian),
    advertisedPort: () => undefined,
    extraFlags: dumpFlags(made('broker'), order.java),
  })
  if (!ready) return
  const brokers = `127.0.0.1:${ready.plan.ports.internal}`
  await warmUp(brokers)
  await runTool(brokers, order, guardian, made('tool'))
  const { pid } = ready.node.service
  signalGroup(pid, 'SIGTERM')
  await waitUntilGroupGone(pid, DUMP_MS)
  for (const use of ['broker', 'tool'] as const) {
    await rename(made(use), archivePath(use, order)).catch(() => {})
  }
  await removeOldArchives(folder)
  await rm(lock, { force: true })
}

async function runTool(
  brokers: string,
  order: ArchiveKey,
  guardian: Guardian,
  archive: string,
): Promise<void> {
  const jvm = [...jvmFlags(128), ...dumpFlags(archive, order.java)]
  const tool = [LIST_TOPICS, '--bootstrap-server', brokers, '--list']
  const args = [...jvm, '-cp', classPathOf(order.jars), ...tool]
  await runGuarded(order.java.path, args, { guardian, timeoutMs: DUMP_MS })
}

/** Removes archives of a Java or class path that may be gone; one still in use is made again. */
async function removeOldArchives(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name)
    const { mtimeMs } = await stat(file)
    if (Date.now() - mtimeMs > KEEP_MS) await rm(file, { recursive: true, force: true })
  }
}

await makeArchives(JSON.parse(process.argv[2] ?? '') as ArchiveKey)
