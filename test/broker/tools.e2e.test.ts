import { readdir } from 'node:fs/promises'
import { expect } from 'chai'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { runCommand } from '#process/run-command.ts'
import { ownCluster } from '../support/own-cluster.ts'

describe('Kafka’s tools on a learner’s PATH', function () {
  this.timeout(300_000)
  let cluster: StartedCluster
  ownCluster(1, (own) => (cluster = own.cluster))
  const shell = (line: string) =>
    runCommand('bash', ['-c', line], {
      timeoutMs: 60_000,
      env: {
        PATH: `${cluster.toolsFolder}:${process.env.PATH}`,
        KAFKA_BROKERS: cluster.brokersForLearner,
      },
    })

  it('create, fill, read and describe a topic', async () => {
    const topic = '--bootstrap-server $KAFKA_BROKERS --topic events'
    const created = await shell(`kafka-topics --create --partitions 2 ${topic}`)
    expect(created).to.include({ exitCode: 0, output: 'Created topic events.' })
    const sent = await shell(`printf 'a\\nb\\n' | kafka-console-producer.sh ${topic}`)
    expect(sent.exitCode).to.equal(0)
    const options = '--from-beginning --max-messages 2 --group readers'
    const read = await shell(`kafka-console-consumer ${topic} ${options} 2>/dev/null`)
    expect(read.output.split('\n')).to.include.members(['a', 'b'])
    const lag = 'kafka-consumer-groups --bootstrap-server $KAFKA_BROKERS --describe --group readers'
    expect((await shell(lag)).output).to.match(/readers\s+events\s+\d+\s+\d+\s+\d+\s+0\s/)
  })

  for (const exec of ['docker exec', 'docker compose exec -it', 'docker-compose exec -T']) {
    it(`answer to ${exec} as tutorials write it`, async () => {
      const list = `${exec} kafka kafka-topics --list --bootstrap-server localhost:9092`
      expect((await shell(list)).exitCode).to.equal(0)
    })
  }

  it('are all there, with and without .sh, and know their main class', async () => {
    const names = (await readdir(cluster.toolsFolder!)).filter((name) =>
      /^kafka-[a-z-]+$/.test(name),
    )
    expect(names).to.include.members([
      'kafka-configs',
      'kafka-get-offsets',
      'kafka-reassign-partitions',
    ])
    const line = names.map(
      (name) => `${name}.sh --help 2>&1 | grep -i 'main class' && echo ${name}`,
    )
    expect((await shell(line.join('; '))).output).to.equal('')
  })
})
