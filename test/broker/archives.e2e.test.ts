import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import { archivePath } from '#broker/jvm/class-data-archive.ts'
import { createJvmProvider } from '#broker/jvm/jvm-provider.ts'
import type { JvmParts } from '#broker/jvm/describe-cluster.ts'
import { KRAFT_RELEASE } from '#broker/jvm/kafka-version.ts'
import { releaseFolder } from '#broker/jvm/resolve-jars.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { findJvmParts } from './jvm-parts.ts'

describe('class-data archives', function () {
  this.timeout(300_000)
  let cache: string
  let guardian: Guardian
  let key: JvmParts
  before(async () => {
    delete process.env.KAFKALINGS_NO_ARCHIVE
    guardian = startGuardian()
    const real = await findJvmParts(guardian)
    cache = await mkdtemp(path.join(os.tmpdir(), 'kafkalings-cache-'))
    const folder = releaseFolder(path.join(cache, 'kafkalings'), KRAFT_RELEASE)
    await mkdir(folder, { recursive: true })
    await symlink(real.jars.folder, path.join(folder, 'lib'))
    const jars = real.jars.jars.map((jar) => path.join(folder, 'lib', path.basename(jar)))
    key = { ...real, jars: { folder: path.join(folder, 'lib'), jars }, releaseFolder: folder }
  })
  after(async () => {
    await guardian[Symbol.asyncDispose]()
    await rm(cache, { recursive: true, force: true })
  })
  const start = () => {
    const provider = createJvmProvider({ ...process.env, XDG_CACHE_HOME: cache })
    return provider.startCluster({ brokers: 1, guardian })
  }
  const usesArchive = async (pid: number) =>
    (await readFile(`/proc/${pid}/maps`, 'utf8')).includes(archivePath('broker', key))

  it('are made once, after a good run, and used by the next', async () => {
    const provider = createJvmProvider({ ...process.env, XDG_CACHE_HOME: cache })
    {
      await using first = await start()
      expect(first.toolArchive()).to.equal(undefined)
      expect(await usesArchive(first.brokers[0]?.pid ?? 0)).to.equal(false)
    }
    const speedUp = await provider.findSpeedUp()
    await speedUp?.(guardian)
    for (const use of ['broker', 'tool'] as const) {
      expect(existsSync(archivePath(use, key)), use).to.equal(true)
    }
    expect(await provider.findSpeedUp()).to.equal(undefined)
    await using second = await start()
    expect(await usesArchive(second.brokers[0]?.pid ?? 0)).to.equal(true)
    expect(second.toolArchive()).to.equal(archivePath('tool', key))
  })

  it('are passed over when they do not fit', async () => {
    const file = archivePath('broker', key)
    await chmod(file, 0o600)
    await writeFile(file, 'no archive')
    await using cluster = await start()
    expect(await cluster.health()).to.deep.include({ isHealthy: true })
  })
})
