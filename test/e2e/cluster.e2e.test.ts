import { readFileSync, readdirSync } from 'node:fs'
import { expect } from 'chai'
import { Kafka, logLevel } from 'kafkajs'
import { createFaultProxy } from '#broker/fault-proxy.ts'
import { makeProgramFolder } from '../broker/program-folder.ts'
import { leftOf, markerOfRun, runCli, startCli } from '../support/cli.ts'
import { eventually } from '../support/wait.ts'

const folders = () => readdirSync('/dev/shm').filter((name) => name.startsWith('kafkalings-'))

describe('a cluster to play with', function () {
  this.timeout(300_000)
  before(async function () {
    const ports = [9092]
    const free = await createFaultProxy([1], ports).catch(() => undefined)
    if (!free) return this.skip()
    await free[Symbol.asyncDispose]()
  })

  it('is reached on port 9092 until Ctrl-C, and leaves nothing behind', async () => {
    await using run = startCli(['cluster'])
    const marker = await markerOfRun(run)
    await eventually('the cluster', run.seen, (text) => text.includes('Ctrl-C ends'), 40_000)
    expect(run.seen()).to.match(/^ {2}export KAFKA_BROKERS=127\.0\.0\.1:9092$/m)
    const kafka = new Kafka({ brokers: ['localhost:9092'], logLevel: logLevel.NOTHING })
    const producer = kafka.producer({ allowAutoTopicCreation: true })
    await producer.connect()
    const [sent] = await producer.send({ topic: 'played', messages: [{ value: 'one' }] })
    expect(sent).to.include({ topicName: 'played', baseOffset: '0' })
    await producer.disconnect()
    run.kill('SIGINT')
    const { code, stderr } = await run.ended
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' })
    await eventually(
      'nothing to be left',
      () => leftOf(marker),
      ({ length }) => length === 0,
    )
    await using free = await createFaultProxy([1], [9092])
    expect(free.portOf(1)).to.equal(9092)
  })

  it('gives a terminal a shell with the tools, and ends with it', async () => {
    await using bin = await makeProgramFolder()
    const shell = await bin.add(
      'my-shell',
      `{ echo "$KAFKA_BROKERS"; command -v kafka-topics; env | grep -c ^npm_; } > ${bin.folder}/seen`,
    )
    const before = folders()
    const env = { SHELL: '/bin/sh', npm_config_loglevel: 'silent' }
    const inTerminal = `script -qec "SHELL=${shell} $*" /dev/null`
    const { stdout } = await runCli(['cluster'], { env, shell: inTerminal })
    const [brokers, tool, fromNpm] = readFileSync(`${bin.folder}/seen`, 'utf8').split('\n')
    expect(brokers).to.equal('127.0.0.1:9092')
    expect(tool).to.match(/\/tools\/kafka-topics$/)
    expect(fromNpm).to.equal('0')
    expect(stdout).to.include('exit to end').and.include('Ending the cluster')
    expect(folders().filter((name) => !before.includes(name) && tool!.includes(name))).to.be.empty
  })

  it('says which port is taken', async () => {
    await using holder = await createFaultProxy([1], [9092])
    const { code, stderr } = await runCli(['cluster', '--brokers', '3'])
    expect(holder.portOf(1)).to.equal(9092)
    expect(code).to.equal(2)
    expect(stderr)
      .to.include('Port 9092')
      .and.not.match(/\n {4}at /)
  })
})
