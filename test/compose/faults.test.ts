import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { findBrokerFault } from '#compose/broker-faults.ts'
import { findHostFault } from '#compose/host-faults.ts'
import { readKafkaCluster } from '#compose/kafka-cluster.ts'
import { followHost, viewListeners } from '#compose/listener-view.ts'
import { findModeFault } from '#compose/mode-faults.ts'
import { findNameFault } from '#compose/name-faults.ts'
import { findReplicationFault } from '#compose/replication-faults.ts'
import { REPOSITORY } from '#core/repository.ts'
import { addressSays } from '../../graders/01-compose-cluster.addresses.ts'
import { brokerSays, replicationSays } from '../../graders/01-compose-cluster.brokers.ts'
import { metadataSays } from '../../graders/01-compose-cluster.metadata.ts'
import { nameSays } from '../../graders/01-compose-cluster.names.ts'
import { composeOf } from './compose-files.ts'

const FIXTURES = path.join(REPOSITORY.root, 'fixtures', '01-compose-cluster')

function clusterOf(kind: 'right' | 'wrong', name: string) {
  const folder = path.join(FIXTURES, kind, name)
  const files = readdirSync(folder).filter((file) => file !== 'fixture.yaml')
  const texts = files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const)
  const [, text = ''] = texts.find(([file]) => /compose\.ya?ml$/.test(file)) ?? []
  return readKafkaCluster(composeOf(text, Object.fromEntries(texts)))
}

/** Every fault that a file has, with its sentence. */
function faultsOf(cluster: ReturnType<typeof clusterOf>) {
  const [broker, host, name] = [
    findBrokerFault(cluster),
    findHostFault(cluster),
    findNameFault(cluster),
  ]
  const [copies, mode] = [findReplicationFault(cluster), findModeFault(cluster)]
  return [
    broker && { ...broker, says: brokerSays[broker.id](broker.facts) },
    host && { ...host, says: addressSays[host.id](host.facts) },
    name && { ...name, says: nameSays[name.id](name.facts) },
    copies && { ...copies, says: replicationSays[copies.id](copies.facts) },
    mode && { ...mode, says: metadataSays[mode.id](mode.facts) },
  ].filter((fault) => fault !== undefined)
}

/** The kind of mistake by which a wrong file is known. */
const HEADLINES: Readonly<Record<string, string>> = {
  latest: 'unpinned',
  'no-tag': 'unpinned',
  'bitnami-vanished': 'vanished',
  wurstmeister: 'wurstmeister',
  redpanda: 'redpanda',
  profile: 'profile',
  'version-that-never-was': 'never-existed',
  'advertises-container': 'advertises-name',
  'ports-to-internal': 'wrong-listener',
  'advertises-any': 'advertises-any',
  'published-elsewhere': 'published-elsewhere',
  swapped: 'published-elsewhere',
  'bound-to-localhost': 'bound-to-localhost',
  'not-published': 'not-published',
  'exposed-only': 'only-exposed',
  'random-port': 'random-port',
  'ports-reversed': 'ports-reversed',
  'quotes-in-list': 'advertised-unreadable',
  'port-taken-twice': 'port-taken-twice',
  'same-port-twice': 'port-twice',
  'map-lacks-host': 'not-in-map',
  'map-lacks-controller': 'not-in-map',
  'not-in-listeners': 'not-in-listeners',
  'no-inter-broker': 'inter-broker-missing',
  'inter-broker-localhost': 'inter-broker-localhost',
  'inter-broker-stranger': 'inter-broker-unknown-host',
  'unknown-protocol': 'unknown-protocol',
  'container-told-localhost': 'client-told-localhost',
  'no-offsets-factor': 'too-many-copies',
  'cp8-zookeeper': 'zookeeper-unsupported',
  'node-id-twice': 'node-id-twice',
  'one-variable': 'no-mode',
  'controller-not-bound': 'controller-not-listening',
  'lower-case-controller': 'controller-name-case',
  'no-cluster-id': 'cluster-id-missing',
  'voter-wrong-port': 'voter-unreachable',
  'not-among-voters': 'not-a-voter',
  'zookeeper-on-localhost': 'zookeeper-localhost',
  'zookeeper-misspelt': 'zookeeper-not-found',
  'zookeeper-without-port': 'zookeeper-incomplete',
}

/** What only shows when the file is started. */
const SEEN_LIVE = new Set([
  'bad-value',
  'lone-second-cluster',
  'mounts-the-computer',
  'privileged',
  'voters-elsewhere',
])

describe('the mistakes of a compose file', () => {
  for (const name of readdirSync(path.join(FIXTURES, 'right'))) {
    it(`are none in ${name}`, () => {
      const cluster = clusterOf('right', name)
      expect(cluster.project.faults).to.deep.equal([])
      expect(faultsOf(cluster).map(({ id }) => id)).to.deep.equal([])
      expect(followHost(cluster).every(({ end }) => end === 'there')).to.equal(true)
      expect(viewListeners(cluster)).to.not.have.length(0)
    })
  }

  for (const name of readdirSync(path.join(FIXTURES, 'wrong'))) {
    it(`are told whole, in both languages, with a place: ${name}`, () => {
      const cluster = clusterOf('wrong', name)
      const faults = faultsOf(cluster)
      const ids = faults.map(({ id }) => id)
      const count = ids.length + cluster.project.faults.length
      expect(count > 0, ids.join(', ')).to.equal(!SEEN_LIVE.has(name))
      if (HEADLINES[name]) expect(ids).to.include(HEADLINES[name])
      for (const { says, at } of faults) {
        expect(`${says.en} ${says.ko}`).to.not.match(/undefined|NaN|\[object/)
        expect(says.ko).to.match(/[가-힣]/)
        expect(at.line).to.be.at.least(1)
      }
    })
  }
})
