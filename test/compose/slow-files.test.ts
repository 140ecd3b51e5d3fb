import { expect } from 'chai'
import { findBrokerFault } from '#compose/broker-faults.ts'
import { findHostFault } from '#compose/host-faults.ts'
import { readKafkaCluster } from '#compose/kafka-cluster.ts'
import { followHost, viewListeners } from '#compose/listener-view.ts'
import { findModeFault } from '#compose/mode-faults.ts'
import { findNameFault } from '#compose/name-faults.ts'
import { findReplicationFault } from '#compose/replication-faults.ts'
import { composeOf } from './compose-files.ts'

const list = (count: number, make: (at: number) => string, join = ',') =>
  Array.from({ length: count }, (_, at) => make(at)).join(join)

/** One anchor for the environment, so that the file stays within its permitted size. */
function brokersOf(count: number, variables: string, ports: string): string {
  const services = list(count, (at) => `  k${at}: {<<: *k, hostname: h${at}}`, '\n')
  return `x: &k\n  image: apache/kafka:4.1.0\n  ports: [${ports}]\n  environment:\n${variables}\nservices:\n${services}\n`
}

describe('a file made to be slow', () => {
  const listeners = list(400, (at) => `A${at}://h${at}:${at + 1}`)
  const voters = list(400, (at) => `${at}@h${at}:9093`)
  const files: Readonly<Record<string, string>> = {
    'fifty brokers with many listeners and voters': brokersOf(
      50,
      `    KAFKA_PROCESS_ROLES: broker,controller\n    KAFKA_NODE_ID: 1\n    KAFKA_CONTROLLER_LISTENER_NAMES: A1\n    KAFKA_CONTROLLER_QUORUM_VOTERS: ${voters}\n    KAFKA_LISTENERS: ${listeners}\n    KAFKA_ADVERTISED_LISTENERS: ${listeners}`,
      list(100, (at) => `'${at * 100 + 1}-${at * 100 + 100}:${at * 100 + 1}-${at * 100 + 100}'`),
    ),
    'an address without end': `services:\n  kafka: {image: 'apache/kafka:4.1.0'}\n  ui:\n    image: ui:1\n    environment:\n      A: ${'a'.repeat(60_000)}\n      B: ${'kafka:'.repeat(10_000)}\n`,
    'an image without end': `services:\n  kafka: {image: '${'a:'.repeat(20_000)}${'/b'.repeat(20_000)}'}\n`,
  }
  for (const [title, text] of Object.entries(files)) {
    it(`is judged all the same: ${title}`, () => {
      const startedAt = performance.now()
      const cluster = readKafkaCluster(composeOf(text))
      const looks = [findBrokerFault, findHostFault, findNameFault, findReplicationFault]
      for (const look of [...looks, findModeFault, followHost, viewListeners]) look(cluster)
      expect(performance.now() - startedAt).to.be.below(8_000)
    })
  }
})
