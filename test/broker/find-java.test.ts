import path from 'node:path'
import { expect } from 'chai'
import { describeJavaFindings } from '#broker/jvm/describe-java.ts'
import { findJava, usableJava } from '#broker/jvm/find-java.ts'
import { parseJavaVersion } from '#broker/jvm/java-version.ts'
import { fakeJava, makeProgramFolder, type ProgramFolder } from './program-folder.ts'

describe('parseJavaVersion', () => {
  for (const [version, release] of [
    ['17.0.15', 17],
    ['11', 11],
    ['11.0.2', 11],
    ['25', 25],
    ['21-ea', 21],
    ['25-beta+12', 25],
    ['21.0.1+12-LTS', 21],
    ['1.8.0_402', 8],
    ['', undefined],
    ['seventeen', undefined],
    ['17x', undefined],
    ['-17', undefined],
  ] as const) {
    it(`reads "${version}" as ${release ?? 'no version'}`, () => {
      expect(parseJavaVersion(version)).to.equal(release)
    })
  }
})

describe('findJava', () => {
  let programs: ProgramFolder
  beforeEach(async () => (programs = await makeProgramFolder()))
  afterEach(() => programs[Symbol.asyncDispose]())

  const onPath = (folders: readonly string[], home?: string) => ({
    PATH: [...folders.map((one) => path.join(programs.folder, one)), '/usr/bin', '/bin']
      .filter((folder) => folders.length > 0 || folder === '')
      .join(path.delimiter),
    ...(home !== undefined && { JAVA_HOME: path.join(programs.folder, home) }),
  })

  it('takes JAVA_HOME before the PATH', async () => {
    await programs.add('home/bin/java', fakeJava('21.0.1', '/jdk21'))
    await programs.add('bin/java', fakeJava('17.0.9', '/jdk17'))
    const java = usableJava(await findJava(onPath(['bin'], 'home')))
    expect(java).to.include({ path: '/jdk21/bin/java', release: 21, version: '21.0.1' })
  })

  it('goes on to the PATH when JAVA_HOME is too old, and says so when neither is usable', async () => {
    await programs.add('home/bin/java', fakeJava('11.0.2', '/jdk11'))
    await programs.add('bin/java', fakeJava('17.0.9', '/jdk17'))
    const found = await findJava(onPath(['bin'], 'home'))
    expect(found.map(({ kind }) => kind)).to.deep.equal(['too-old', 'usable'])
    await programs.add('bin/java', fakeJava('1.8.0_402', '/jdk8'))
    const { en, ko } = describeJavaFindings(await findJava(onPath(['bin'], 'home')))
    expect(en).to.equal(
      'Java 11.0.2 at /jdk11/bin/java, which is too old; ' +
        'Java 1.8.0_402 at /jdk8/bin/java, which is too old',
    )
    expect(ko).to.include('/jdk8/bin/java').and.include('1.8.0_402')
  })

  it('says that there is none, also behind JAVA_HOME', async () => {
    const { en } = describeJavaFindings(await findJava(onPath([], 'nowhere')))
    expect(en).to.match(/^JAVA_HOME without .*nowhere\/bin\/java; no java on the PATH$/)
  })

  it('says why a java does not run', async () => {
    await programs.add('bin/java', 'echo "Unable to locate a Java Runtime." >&2; exit 1')
    const { en } = describeJavaFindings(await findJava(onPath(['bin'])))
    expect(en).to.include('exit code 1: Unable to locate a Java Runtime.')
    await programs.add('bin/java', 'echo hello')
    const odd = describeJavaFindings(await findJava(onPath(['bin'])))
    expect(odd.en).to.include('no version in: hello')
  })
})
