import { expect } from 'chai'
import { cacheFolder } from '#broker/cache-folder.ts'
import { chooseProvider } from '#broker/choose-provider.ts'
import { InfraError, UsageError } from '#core/errors.ts'
import { fakeJava, makeProgramFolder, type ProgramFolder } from './program-folder.ts'

describe('chooseProvider', () => {
  let programs: ProgramFolder
  beforeEach(async () => (programs = await makeProgramFolder()))
  afterEach(() => programs[Symbol.asyncDispose]())

  it('says per provider what it looked for, what it found and the command that mends it', async () => {
    await programs.add('java', fakeJava('11.0.2', '/jdk11'))
    await programs.add('dnf', '')
    const error = await failure({ PATH: `${programs.folder}`, XDG_CACHE_HOME: programs.folder })
    expect(error.code).to.equal('no-provider')
    expect(error.text.en.split('\n')).to.have.length(3)
    expect(error.text.en).to.match(/jvm: looked for Java 17 or newer, and Maven .*; found /)
    expect(error.text.en).to.include('Java 11.0.2 at /jdk11/bin/java, which is too old')
    expect(error.text.en).to.include('no mvn on the PATH')
    expect(error.text.en).to.include('sudo dnf install -y java-latest-openjdk-devel maven')
    expect(error.text.ko).to.include('sudo dnf install -y java-latest-openjdk-devel maven')
  })

  it('asks for Maven alone when only that is missing', async () => {
    await programs.add('java', fakeJava('21', '/jdk21'))
    await programs.add('pacman', '')
    const error = await failure({ PATH: `${programs.folder}`, XDG_CACHE_HOME: programs.folder })
    expect(error.text.en).to.match(/mend: sudo pacman -S maven$/m)
  })

  it('takes the embedded brokers where Java and Maven are', async () => {
    await programs.add('java', fakeJava('17.0.2', '/jdk17'))
    await programs.add('mvn', 'echo "Apache Maven 3.9.1 (x)"')
    const env = { PATH: `${programs.folder}:/usr/bin:/bin`, XDG_CACHE_HOME: programs.folder }
    expect((await chooseProvider({}, env)).name).to.equal('jvm')
    expect((await chooseProvider({ provider: 'jvm' }, env)).name).to.equal('jvm')
  })

  it('takes Docker where Java is missing, and where it is asked for', async () => {
    await programs.add(
      'docker',
      'case "$1" in version) echo 28.2.2 ;; compose) echo 2.26.1 ;; esac',
    )
    const env = { PATH: `${programs.folder}:/bin`, XDG_CACHE_HOME: programs.folder }
    const withoutJava = { ...env, PATH: programs.folder }
    expect((await chooseProvider({}, withoutJava)).name).to.equal('docker')
    expect((await chooseProvider({ provider: 'docker' }, env)).name).to.equal('docker')
  })

  it('refuses a name that is no provider', async () => {
    const error: unknown = await chooseProvider({ provider: 'mock' }).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).to.be.instanceOf(UsageError)
    expect((error as UsageError).text.en)
      .to.include('"mock"')
      .and.include('jvm')
  })
})

describe('cacheFolder', () => {
  it('follows XDG_CACHE_HOME when it is an absolute path', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/caches' })).to.equal('/caches/kafkalings')
    expect(cacheFolder({ XDG_CACHE_HOME: 'caches' })).to.match(/\.cache\/kafkalings$/)
    expect(cacheFolder({})).to.match(/\.cache\/kafkalings$/)
  })
})

async function failure(env: Record<string, string>): Promise<InfraError> {
  const error: unknown = await chooseProvider({}, env).catch((thrown: unknown) => thrown)
  if (error instanceof InfraError) return error
  throw new Error(`expected an InfraError, got ${String(error)}`)
}
