import { expect } from 'chai'
import type { LabDescription } from '#core/lab.ts'
import { readSubmittedCompose } from '#checks/compose-file.ts'
import { createLab, type Lab } from '#checks/lab.ts'
import { makeTempFolder, type TempFolder } from '../support/temp-folder.ts'

describe('the compose file in a lab without brokers', () => {
  let temp: TempFolder
  beforeEach(async () => (temp = await makeTempFolder()))
  afterEach(() => temp[Symbol.asyncDispose]())

  /** What the engine describes for an exercise with `brokers: 0`. */
  const description = (): LabDescription => ({
    exerciseId: '01',
    slug: '01-compose-cluster',
    seed: 'seed',
    nameSuffix: 'x',
    cluster: undefined,
    submissionFolder: `${temp.folder}/in`,
    entryFile: 'compose.yaml',
    dataFolder: temp.folder,
    homeFolder: temp.folder,
    markerEnv: {},
  })
  const openLab = (): Promise<Lab> =>
    createLab(description(), { emit: () => {}, request: async () => undefined, receive: () => {} })

  it('is read with the files beside it, and none from outside', async () => {
    await temp.write('outside.env', 'A=secret\n')
    await temp.write('in/b.env', 'B=beside\n')
    await temp.write(
      'in/compose.yaml',
      'services:\n  s:\n    image: x:1\n    env_file: [b.env, ../outside.env]\n',
    )
    await using lab = await openLab()
    const { cluster, quote } = readSubmittedCompose(lab)
    const { services, faults } = cluster.project
    expect([...services[0]!.environment.keys()]).to.deep.equal(['B'])
    expect(faults.map(({ id, detail }) => [id, detail])).to.deep.equal([
      ['missing-env-file', '../outside.env'],
    ])
    expect(quote(faults[0]!.at).en).to.equal('compose.yaml:4:23  env_file: [b.env, ../outside.env]')
  })

  it('has no broker to ask, and says so to a grader that does', async () => {
    await using lab = await openLab()
    expect(() => lab.kafka).to.throw('01-compose-cluster has no brokers')
  })
})
