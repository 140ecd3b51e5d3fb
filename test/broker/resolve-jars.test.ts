import { readdir, readFile, rm, truncate } from 'node:fs/promises'
import path from 'node:path'
import { expect } from 'chai'
import { KRAFT_RELEASE } from '#broker/jvm/kafka-version.ts'
import { findCachedJars, resolveJars } from '#broker/jvm/resolve-jars.ts'
import { InfraError } from '#core/errors.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { makeProgramFolder, type ProgramFolder } from './program-folder.ts'

/** A Maven that writes three jars and a line into `runs` each time. */
const GOOD_MAVEN = `
for arg; do case $arg in -DoutputDirectory=*) out=\${arg#*=} ;; esac; done
echo run >> "$RUNS"
echo "Downloading from central: repo/b/2/b-2.jar"
for jar in b-2 a-1 c-3; do echo jar > "$out/$jar.jar"; done
echo "Downloaded from central: repo/b/2/b-2.jar (5 kB at 1 kB/s)"
echo "Downloading from central: repo/a/1/a-1.jar"
sleep 0.3`

describe('resolveJars', () => {
  let programs: ProgramFolder
  let guardian: Guardian
  const before = { PATH: process.env.PATH }
  beforeEach(async () => {
    programs = await makeProgramFolder()
    guardian = startGuardian()
    process.env.PATH = `${programs.folder}${path.delimiter}${before.PATH}`
    process.env.RUNS = path.join(programs.folder, 'runs')
  })
  afterEach(async () => {
    process.env.PATH = before.PATH
    delete process.env.RUNS
    await guardian[Symbol.asyncDispose]()
    await programs[Symbol.asyncDispose]()
  })
  const cache = () => path.join(programs.folder, 'cache')
  const folder = () => path.join(cache(), `kafka-${KRAFT_RELEASE.version}`)
  const resolve = (signal?: AbortSignal, said: string[] = []) =>
    resolveJars(cache(), KRAFT_RELEASE, {
      guardian,
      onProgress: ({ en }) => said.push(en),
      ...(signal && { signal }),
    })
  const runs = async () => (await readFile(path.join(programs.folder, 'runs'), 'utf8')).length / 4

  it('calls Maven once, tells what is downloaded, and keeps the jars sorted', async () => {
    await programs.add('mvn', GOOD_MAVEN)
    const said: string[] = []
    const { jars } = await resolve(undefined, said)
    expect(jars.map((jar) => path.basename(jar))).to.deep.equal(['a-1.jar', 'b-2.jar', 'c-3.jar'])
    expect(said).to.deep.equal([
      'Downloading Kafka with Maven, about 45 MB, this one time',
      'Downloading Kafka, once: b-2.jar (0 jars so far)',
      'Downloading Kafka, once: a-1.jar (1 jars so far)',
    ])
    await resolve()
    expect(await runs()).to.equal(1)
    expect(await readdir(folder())).to.deep.equal(['lib'])
  })

  it('downloads once when two runs need the jars at the same time', async () => {
    await programs.add('mvn', GOOD_MAVEN)
    const said: string[] = []
    const [one, two] = await Promise.all([resolve(undefined, said), resolve(undefined, said)])
    expect(one).to.deep.equal(two)
    expect(await runs()).to.equal(1)
    expect(said).to.include('Another run is downloading Kafka; waiting for it.')
  })

  it('makes a torn cache again', async () => {
    await programs.add('mvn', GOOD_MAVEN)
    const { jars } = await resolve()
    await truncate(jars[1] ?? '', 0)
    expect(await findCachedJars(cache(), KRAFT_RELEASE)).to.equal(undefined)
    await resolve()
    await rm(jars[2] ?? '')
    await resolve()
    expect(await runs()).to.equal(3)
    expect(await findCachedJars(cache(), KRAFT_RELEASE)).to.not.equal(undefined)
  })

  it('shows what Maven complains about, without its advertising', async () => {
    await programs.add(
      'mvn',
      `echo "[INFO] Scanning"; echo "[ERROR] Could not resolve kafka_2.13: Connect timed out"
       echo "[ERROR]"; echo "[ERROR] Re-run Maven using the -X switch"; exit 1`,
    )
    const error = await failure(resolve())
    expect(error.code).to.equal('jars-unavailable')
    expect(error.text.en).to.equal(
      "Maven could not get Kafka's jars (mvn: exit code 1).\n" +
        '[ERROR] Could not resolve kafka_2.13: Connect timed out',
    )
    expect(await readdir(folder())).to.deep.equal([])
  })

  it('knows a full disk from its words', async () => {
    await programs.add('mvn', 'echo "[ERROR] x.jar.part: No space left on device"; exit 1')
    expect((await failure(resolve())).code).to.equal('disk-full')
  })

  it('ends Maven and leaves nothing when it is interrupted', async () => {
    await programs.add('mvn', 'echo "Downloading from central: repo/b/2/b-2.jar"; sleep 60')
    const stop = new AbortController()
    const startedAt = performance.now()
    const resolving = resolveJars(cache(), KRAFT_RELEASE, {
      guardian,
      onProgress: () => stop.abort(),
      signal: stop.signal,
    })
    expect((await failure(resolving)).code).to.equal('interrupted')
    expect(performance.now() - startedAt).to.be.below(30_000)
    expect(await readdir(folder())).to.deep.equal([])
  })
})

async function failure(work: Promise<unknown>): Promise<InfraError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown)
  if (error instanceof InfraError) return error
  throw new Error(`expected an InfraError, got ${String(error)}`)
}
