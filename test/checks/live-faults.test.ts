import { expect } from 'chai'
import type { BootedCompose, BootedService } from '#core/booted-compose.ts'
import { readKafkaCluster } from '#compose/kafka-cluster.ts'
import type { FirstContact } from '#kafka/first-contact.ts'
import type { HostJourney } from '#checks/host-journey.ts'
import { bootUntilReady, type LiveLab } from '#checks/live-compose.ts'
import { findSecuredListener, findStartFault, findWayFault } from '#checks/live-faults.ts'
import { wayPicture } from '#checks/live-evidence.ts'
import { pollUntil } from '#core/poll-until.ts'
import { composeOf } from '../compose/compose-files.ts'

const cluster = readKafkaCluster(
  composeOf(`services:
  one:
    image: apache/kafka:4.1.0
    ports: ["9092:9092"]
    environment: &e
      KAFKA_NODE_ID: 1
      KAFKA_PROCESS_ROLES: broker
      KAFKA_ADVERTISED_LISTENERS: PLAINTEXT://localhost:9092
  two:
    image: apache/kafka:4.1.0
    environment:
      KAFKA_NODE_ID: 2
      KAFKA_PROCESS_ROLES: broker
      KAFKA_ADVERTISED_LISTENERS: PLAINTEXT://localhost:9093
`),
)

function service(name: string, more: Partial<BootedService> = {}): BootedService {
  return { name, role: 'broker', state: 'running', lastLines: [], changes: [], ...more }
}

function compose(...services: readonly BootedService[]): BootedCompose {
  return { refusals: [], services, hostPorts: [], elapsedMs: 1 }
}

const met = (host: string, port: number, end: FirstContact['end']): FirstContact => ({
  host,
  port,
  end,
  detail: end,
})

/** A way from a port, and how each broker was met: `[node id, host, port, end, shared]`. */
function way(
  port: number,
  end: FirstContact['end'],
  told: readonly (readonly [number, string, number, FirstContact['end'], boolean?])[] = [],
): HostJourney {
  return {
    service: 'one',
    bootstrap: met('localhost', port, end),
    told: told.map(([nodeId, host, at, how, isShared = false]) => ({
      nodeId,
      host,
      port: at,
      contact: met(host, at, how),
      isShared,
    })),
  }
}

describe('what a client met', () => {
  const BOTH = [
    [1, 'localhost', 9092, 'answered'],
    [2, 'localhost', 9093, 'answered'],
  ] as const

  it('is no mistake when one way leads to every broker', () => {
    const journeys = [way(9101, 'closed-at-once'), way(9092, 'answered', BOTH)]
    expect(findWayFault(cluster, journeys, 2)).to.equal(undefined)
  })

  for (const [id, line, journeys] of [
    ['no-port', 2, []],
    ['bootstrap-closed-at-once', 4, [way(9092, 'closed-at-once')]],
    ['told-unknown-name', 14, [way(9092, 'answered', [BOTH[0], [2, 'two', 9093, 'unknown-name']])]],
    ['told-refused', 14, [way(9092, 'answered', [BOTH[0], [2, 'localhost', 9093, 'refused']])]],
    ['told-too-few', 14, [way(9092, 'answered', [BOTH[0]])]],
    [
      'told-shared',
      14,
      [
        way(9092, 'answered', [
          [1, 'localhost', 9092, 'answered', true],
          [2, 'localhost', 9092, 'answered', true],
        ]),
      ],
    ],
  ] as const) {
    it(`is told by the line that is to blame: ${id}`, () => {
      const fault = findWayFault(cluster, journeys, 2)
      expect(fault?.id).to.equal(id)
      expect(fault?.at.line).to.equal(line)
    })
  }

  it('speaks of the way that came nearest', () => {
    const near = way(9092, 'answered', [BOTH[0], [2, 'two', 9093, 'unknown-name']])
    const fault = findWayFault(cluster, [way(9101, 'closed-at-once'), near], 2)
    expect(fault?.facts.address).to.equal('two:9093')
  })

  it('is drawn hop by hop, in codes that every client shows', () => {
    const [picture] = wayPicture(cluster, [
      way(9092, 'answered', [[1, 'one', 9092, 'unknown-name']]),
    ])
    expect(picture?.kind === 'output' && picture.lines.map((each) => each.trim())).to.deep.equal([
      'localhost:9092 ──► one · PLAINTEXT 0.0.0.0:9092          ✓',
      '◄── broker 1 = one:9092                                ✗ ENOTFOUND',
    ])
  })
})

describe('a start that came to nothing', () => {
  it('is explained by what died first: ZooKeeper before its brokers', () => {
    const died = { state: 'ended', exitCode: 1 } as const
    const live = compose(
      service('one', { ...died, lastLines: ['Timed out waiting for connection'] }),
      service('two', { ...died, role: 'zookeeper', lastLines: ['X_PORT is required.'] }),
    )
    const fault = findStartFault(cluster, { compose: live, end: 'dead' })
    expect(fault).to.include({ id: 'image-requires', service: 'two' })
  })

  it("is not the learner's when a signal ended a container without a word", () => {
    const killed = compose(service('one', { state: 'ended', exitCode: null }))
    expect(findStartFault(cluster, { compose: killed, end: 'dead' })?.id).to.equal('machine')
  })

  it('names who waits for whom', () => {
    const waiting = compose(service('one', { state: 'waiting', waitsFor: 'two' }))
    const fault = findStartFault(cluster, { compose: waiting, end: 'not-ready' })
    expect(fault?.id).to.equal('never-begins')
    expect(fault?.facts.waitsFor).to.equal('two')
  })
})

describe('waiting for a started file', () => {
  const labOf = (...looks: readonly BootedCompose[]): LiveLab => {
    let at = 0
    return {
      doing: () => {},
      waitFor: (what, read, isReady, options) =>
        pollUntil(read, isReady, { what: what.en, ...options }),
      request: async () => looks[Math.min(at++, looks.length - 1)],
    }
  }
  const knows = (brokers: number) => ({ knows: { brokers, controllerId: 1 } })

  it('ends when every broker knows all the others, and services left out do not count', async () => {
    const early = compose(service('one', knows(1)), service('two'))
    const ready = compose(
      service('one', knows(2)),
      service('two', knows(2)),
      service('ui', { role: 'other', state: 'left-out' }),
    )
    expect((await bootUntilReady(labOf(early, early, ready), 2)).end).to.equal('ready')
  })

  it('ends at once when a container has ended', async () => {
    const dead = compose(service('one'), service('two', { state: 'ended', exitCode: 1 }))
    expect((await bootUntilReady(labOf(compose(service('one')), dead), 2)).end).to.equal('dead')
  })

  it('does not begin when the file was refused', async () => {
    const at = { file: 'f', line: 3, column: 1 }
    const refused = { ...compose(), refusals: [{ service: 'one', key: 'privileged', at }] }
    const live = await bootUntilReady(labOf(refused), 1)
    expect(live.end).to.equal('refused')
    expect(findStartFault(cluster, live)).to.deep.include({ id: 'refused-key', at })
  })
})

describe('a secured listener', () => {
  it('is told with the line of its protocol, and plain ones are not', () => {
    const secured = readKafkaCluster(
      composeOf(`services:
  k:
    image: apache/kafka:4.1.0
    environment:
      KAFKA_PROCESS_ROLES: broker
      KAFKA_LISTENERS: CLIENT://:9092
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: CLIENT:SSL
`),
    )
    expect(findSecuredListener(secured)?.at.line).to.equal(7)
    expect(findSecuredListener(cluster)).to.equal(undefined)
  })
})
