import path from 'node:path'
import { expect } from 'chai'
import { composeBooter } from '#broker/compose/choose-booter.ts'
import { createComposeStage } from '#broker/compose/compose-stage.ts'
import type { InfraError } from '#core/errors.ts'
import { REPOSITORY } from '#core/repository.ts'
import { startGuardian } from '#process/guardian.ts'
import { makeProgramFolder, type ProgramFolder } from '../program-folder.ts'

// A file that Docker cannot start as it says tells which way was chosen before anything is started.
const FOLDER = path.join(REPOSITORY.root, 'fixtures', '01-compose-cluster', 'right', 'host-network')
const WORKING_DOCKER =
  'case "$*" in version*) echo 28.2.2 ;; compose*) echo 2.26.1 ;; *) exit 1 ;; esac'

describe('the way a compose file is started', () => {
  let programs: ProgramFolder
  beforeEach(async () => (programs = await makeProgramFolder()))
  afterEach(() => programs[Symbol.asyncDispose]())

  /** How the start fails on a computer that has only the programs of the folder. */
  const failureWith = async (provider?: string): Promise<InfraError> => {
    await using guardian = startGuardian()
    const boot = composeBooter(provider === undefined ? {} : { provider })
    const env = { PATH: programs.folder }
    const parts = { folder: FOLDER, file: 'docker-compose.yml', boot, env, guardian }
    await using stage = createComposeStage(parts)
    return (await stage.boot().catch((error: unknown) => error)) as InfraError
  }

  it('is Docker where there is no Java', async () => {
    await programs.add('docker', WORKING_DOCKER)
    expect((await failureWith()).code).to.equal('not-on-this-cluster')
    expect((await failureWith('external')).code).to.equal('not-on-this-cluster')
  })

  it('is none where there is neither, with the mend of both', async () => {
    const { code, text } = await failureWith()
    expect(code).to.equal('no-provider')
    expect(text.en).to.match(/ {2}jvm: looked for Java.*\n {2}docker: looked for Docker/)
  })

  it('is the one that was asked for', async () => {
    await programs.add('docker', WORKING_DOCKER)
    expect((await failureWith('jvm')).text.en).to.match(/jvm: looked for Java/)
    expect((await failureWith('docker')).code).to.equal('not-on-this-cluster')
  })
})
