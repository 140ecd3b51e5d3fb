import { expect } from 'chai'
import type { ClusterFacts, LabDescription } from '#core/lab.ts'
import { learnerEnvironment } from '#checks/learner-environment.ts'
import { runCommandFor } from '#checks/learner-runner.ts'

const CLUSTER: ClusterFacts = {
  brokersForLearner: '127.0.0.1:1001',
  brokersForGrader: '127.0.0.1:2002',
  isShared: false,
  brokerIds: [1],
  requestLogs: ['/log/folder/request.log'],
  java: { path: '/jdk/bin/java', release: 17 },
  classPath: '/jars/a.jar:/jars/b.jar',
  toolsFolder: '/cluster/tools',
}

const lab: LabDescription = {
  exerciseId: '03',
  slug: '03-produce',
  seed: 'the-seed',
  nameSuffix: 'x7k2',
  cluster: CLUSTER,
  submissionFolder: '/copy/exercise',
  entryFile: 'producer.ts',
  dataFolder: '/copy/data',
  homeFolder: '/copy/home',
  markerEnv: { KAFKALINGS_RUN: 'abc' },
}

describe('the environment of a learner’s program', () => {
  const saved = { ...process.env }
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name]
    Object.assign(process.env, saved)
  })

  it('holds nothing of ours but what is on the list', () => {
    for (const name of ['GITHUB_TOKEN', 'NODE_OPTIONS', 'NODE_ENV', 'SECRET', 'KAFKA_OPTS']) {
      process.env[name] = 'canary'
    }
    const values = Object.values(learnerEnvironment(lab, {}))
    expect(values).to.not.include('canary')
  })

  it('tells neither the seed nor the grader’s brokers nor our logs', () => {
    const text = JSON.stringify(learnerEnvironment(lab, { TOPIC: 't' }))
    for (const secret of [lab.seed, CLUSTER.brokersForGrader, '/log/folder']) {
      expect(text).to.not.include(secret)
    }
  })

  it('has the exercise’s variables, the broker, the marker and a home of its own', () => {
    expect(learnerEnvironment(lab, { TOPIC: 'user-events-x7k2' })).to.include({
      KAFKA_BROKERS: '127.0.0.1:1001',
      TOPIC: 'user-events-x7k2',
      KAFKALINGS_RUN: 'abc',
      HOME: '/copy/home',
      TMPDIR: '/copy/home',
    })
  })

  it('finds the tools the learner finds', () => {
    Object.assign(process.env, { PATH: '/a:/b', LANG: 'ko_KR.UTF-8', JAVA_HOME: '/jdk' })
    expect(learnerEnvironment(lab, {})).to.include({
      PATH: '/cluster/tools:/a:/b',
      LANG: 'ko_KR.UTF-8',
      JAVA_HOME: '/jdk',
    })
    delete process.env.JAVA_HOME
    expect(learnerEnvironment(lab, {})).to.not.have.property('JAVA_HOME')
  })
})

describe('the runner of a program', () => {
  const families: readonly [string, string, string, boolean][] = [
    ['producer.ts', process.execPath, '--import', false],
    ['producer.mts', process.execPath, '--import', false],
    ['producer.js', process.execPath, 'producer.js', false],
    ['producer.mjs', process.execPath, 'producer.mjs', false],
    ['producer.py', 'python3', '-u', false],
    ['commands.sh', 'bash', 'commands.sh', true],
    ['producer.java', '/jdk/bin/java', '/jars/a.jar:/jars/b.jar', false],
  ]
  for (const [entry, file, argument, stopsAsGroup] of families) {
    it(`is chosen by the extension: ${entry}`, () => {
      const command = runCommandFor(entry, lab)
      expect(command).to.include({ file, stopsAsGroup })
      expect(command.args).to.include(argument)
      expect(command.args.at(-1)).to.equal(entry)
    })
  }

  it('is by way of our launcher only for a Java that needs one', () => {
    const argsOn = (release: number) => {
      const cluster = { ...CLUSTER, java: { path: '/jdk/bin/java', release } }
      return runCommandFor('producer.java', { ...lab, cluster }).args
    }
    expect(argsOn(21).at(-2)).to.match(/launch\.java$/)
    expect(argsOn(22).at(-2)).to.equal(CLUSTER.classPath)
  })

  it('is infra for Java without Java or the jars of the client', () => {
    for (const missing of ['java', 'classPath'] as const) {
      const bare = { ...lab, cluster: { ...CLUSTER, [missing]: undefined } }
      expect(() => runCommandFor('producer.java', bare)).to.throw('needs Java 17')
    }
  })

  it('does not exist for anything else', () => {
    expect(() => runCommandFor('producer.exe', lab)).to.throw('no runner')
  })
})
