import { expect } from 'chai'
import { readKafkaCluster } from '#compose/kafka-cluster.ts'
import { bindListeners } from '#broker/compose/bind-listeners.ts'
import { planCompose } from '#broker/compose/compose-plan.ts'
import { renderHostsFile } from '#broker/compose/hosts-file.ts'
import { assignMachines, drawContainerId, type Machine } from '#broker/compose/machine.ts'
import { renderNodeProperties } from '#broker/compose/node-properties.ts'
import { failStartCheck } from '#broker/compose/start-check.ts'
import { readZookeeperConfig } from '#broker/compose/zookeeper-config.ts'
import { composeOf, nodeOf, serviceOf } from '../../compose/compose-files.ts'

const IMAGE = 'apache/kafka:4.1.0'
const machine: Machine = { lo: '127.20.1.1', eth: '127.20.1.2', hostname: 'abc' }

/** Machines of every service of a file, with names that can be foretold. */
function machinesOf(services: ReturnType<typeof composeOf>['services']) {
  let ids = 0
  const pair = (index: number) => ({ lo: `127.20.${index}.1`, eth: `127.20.${index}.2` })
  return assignMachines(services, { pair }, () => `id${ids++}`)
}

describe('the machines of a compose file', () => {
  const { services } = composeOf(`services:
  a: {image: x:1, hostname: own}
  b: {image: x:1, network_mode: 'service:a'}
  c: {image: x:1, network_mode: host}
  d: {image: x:1}
`)
  const machines = machinesOf(services)
  const [a, b, c, d] = services.map((service) => machines.of(service))

  it('have two addresses of their own, and the name that the file gives them', () => {
    expect(a).to.deep.equal({ lo: '127.20.0.1', eth: '127.20.0.2', hostname: 'own' })
    expect(d?.hostname).to.match(/^id/)
    expect(new Set([a?.eth, c?.eth, d?.eth]).size).to.equal(3)
  })

  it('have an id that is never digits alone, which a JVM would take for an address', () => {
    const draws = ['012345678901', '12345678901e']
    expect(drawContainerId(() => draws.shift()!)).to.equal('12345678901e')
    expect(drawContainerId()).to.match(/^[0-9a-f]{12}$/)
  })

  it('are shared where a network is: with another container, or with the computer', () => {
    expect(b).to.equal(a)
    expect(c).to.equal(machines.host)
  })
})

describe('the hosts file of a container', () => {
  const { services } = composeOf(`services:
  kafka:
    image: x:1
    container_name: broker
    links: ['zoo:zk']
    extra_hosts: ['docker:host-gateway', 'fixed:10.1.2.3']
    networks: {one: {aliases: [queue]}}
  zoo: {image: x:1, networks: [one]}
  far: {image: x:1, networks: [two]}
networks: {one: , two: }
`)
  const machines = machinesOf(services)
  const render = (texts: readonly string[] = []) =>
    renderHostsFile({ service: services[0]!, services, machines, ownHostname: 'pc', texts })
  const named = (name: string, text = render()) =>
    new RegExp(`^(\\S+) ${name}$`, 'm').exec(text)?.[1]

  it('begins with its own name, which a JVM takes for the canonical one', () => {
    expect(render().split('\n')[0]).to.equal('127.20.0.2 id0')
    expect(named('localhost')).to.equal('127.20.0.1')
    for (const name of ['kafka', 'broker', 'queue']) expect(named(name)).to.equal('127.20.0.2')
  })

  it('knows neighbours by their names and links, and nobody of another network', () => {
    expect(named('zoo')).to.equal('127.20.1.2')
    expect(named('zk')).to.equal('127.20.1.2')
    expect(named('id1')).to.equal('127.20.1.2')
    expect(named('far')).to.equal(undefined)
  })

  it('knows what extra_hosts adds, and at the end the computer itself', () => {
    expect(named('fixed')).to.equal('10.1.2.3')
    expect(named('docker')).to.equal(machines.host?.lo)
    expect(render().trimEnd().split('\n').at(-1)).to.equal('127.20.0.2 pc')
  })

  it('finds a name in other letters, as Docker does and a JVM does not', () => {
    const text = render(['PLAINTEXT://Kafka:9092', '1@zoo.net:9093'])
    expect(named('Kafka', text)).to.equal('127.20.0.2')
    expect(named('zoo.net', text)).to.equal('127.20.1.2')
  })
})

describe('what a node binds', () => {
  const bind = (environment: Readonly<Record<string, string>>) =>
    bindListeners(nodeOf(IMAGE, { KAFKA_PROCESS_ROLES: 'broker', ...environment }), machine)
  const advertised = { KAFKA_ADVERTISED_LISTENERS: 'A://localhost:1,B://x:2' }

  it('stays on its machine: all addresses are its own, with an echo at its localhost', () => {
    const listeners = 'A://0.0.0.0:1,B://:2,C://localhost:3,D://127.0.0.1:4,E://kafka:5'
    const bound = bind({ ...advertised, KAFKA_LISTENERS: listeners })
    expect(bound.listeners).to.equal(
      'A://abc:1,B://abc:2,C://localhost:3,D://localhost:4,E://kafka:5',
    )
    expect(bound.binds.map(({ host }) => host.slice(-1))).to.deep.equal(['2', '2', '1', '1', '2'])
    expect(bound.echoes).to.deep.equal([1, 2])
  })

  for (const [why, environment] of [
    ['a port twice', { ...advertised, KAFKA_LISTENERS: 'A://:1,B://:1' }],
    ['0.0.0.0 that would be told to clients', { KAFKA_LISTENERS: 'A://0.0.0.0:1' }],
    ['what it cannot read', { ...advertised, KAFKA_LISTENERS: 'A://0.0.0.0:1,nonsense' }],
  ] as const) {
    it(`is left as written where the broker refuses it by itself: ${why}`, () => {
      expect(bind(environment)).to.deep.equal({
        listeners: environment.KAFKA_LISTENERS,
        binds: [],
        echoes: [],
      })
    })
  }
})

describe('the configuration of a node', () => {
  const render = (environment: Readonly<Record<string, string>>) =>
    renderNodeProperties(nodeOf(IMAGE, environment), {
      listeners: 'L://abc:1',
      dataFolder: '/d',
      literals: new Map([['172.20.0.5', '127.9.9.2']]),
    })

  it('keeps what the file says, but for where it listens and where its data lies', () => {
    const { text } = render({
      KAFKA_ADVERTISED_LISTENERS: 'L://localhost:9',
      KAFKA_LOG_DIRS: '/etc',
      KAFKA_NUM_PARTITIONS: '7',
    })
    expect(text).to.match(/^listeners=L:\/\/abc:1$/m)
    expect(text).to.match(/^advertised\.listeners=L:\/\/localhost:9$/m)
    expect(text).to.match(/^log\.dirs=\/d$/m)
    expect(text).to.match(/^num\.partitions=7$/m)
  })

  it('names 127.0.0.1 localhost, because an address goes past the names of the container', () => {
    const { text } = render({
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@127.0.0.1:9093,2@10.127.0.1:9093',
    })
    expect(text).to.include('voters=1@localhost:9093,2@10.127.0.1:9093')
  })

  it('goes to the addresses that containers have here', () => {
    const { text } = render({ KAFKA_ADVERTISED_LISTENERS: 'A://172.20.0.5:9,B://172.20.0.50:9' })
    expect(text).to.include('A://127.9.9.2:9,B://172.20.0.50:9')
  })

  for (const name of [
    'KAFKA_CONFIG_PROVIDERS',
    'KAFKA_SSL_KEYSTORE_LOCATION',
    'KAFKA_METRIC_REPORTERS',
    'KAFKA_REMOTE_LOG_STORAGE_MANAGER_CLASS_PATH',
    'KAFKA_LISTENER_NAME_A_PLAIN_SASL_JAAS_CONFIG',
    'KAFKA_AUTHORIZER_CLASS_NAME',
  ]) {
    it(`leaves out what loads code or files, and says so: ${name}`, () => {
      const { text, changes } = render({ KAFKA_PROCESS_ROLES: 'broker', [name]: 'org.evil.X' })
      expect(text).to.not.include('org.evil')
      expect(changes).to.have.length(1)
    })
  }

  it("may name Kafka's own classes", () => {
    const value = 'org.apache.kafka.metadata.authorizer.StandardAuthorizer'
    const { text, changes } = render({ KAFKA_AUTHORIZER_CLASS_NAME: value })
    expect(text).to.include(`authorizer.class.name=${value}`)
    expect(changes).to.deep.equal([])
  })

  it('cannot be continued on another line by what the file holds', () => {
    const node = nodeOf(IMAGE, { KAFKA_NUM_PARTITIONS: '1\\nlog.dirs=/etc\\\\' })
    const { text } = renderNodeProperties(node, {
      listeners: '',
      dataFolder: '/d',
      literals: new Map(),
    })
    expect(text.match(/^log\.dirs=.*$/gm)).to.deep.equal(['log.dirs=/d'])
  })
})

describe('what an image asks for before it starts', () => {
  for (const [image, environment, words] of [
    ['confluentinc/cp-kafka:7.5.0', {}, 'KAFKA_ZOOKEEPER_CONNECT is required.'],
    ['confluentinc/cp-kafka:8.0.0', {}, 'KAFKA_PROCESS_ROLES is required.'],
    [
      'confluentinc/cp-kafka:7.5.0',
      { KAFKA_ZOOKEEPER_CONNECT: 'z:2181' },
      'KAFKA_ADVERTISED_LISTENERS is required.',
    ],
    ['confluentinc/cp-kafka:8.0.0', { KAFKA_PROCESS_ROLES: 'broker' }, 'CLUSTER_ID is required.'],
    [
      IMAGE,
      { KAFKA_PROCESS_ROLES: 'controller', KAFKA_ADVERTISED_LISTENERS: 'A://x:1' },
      'KAFKA_ADVERTISED_LISTENERS is not supported on a KRaft controller.',
    ],
    [
      IMAGE,
      {
        KAFKA_PROCESS_ROLES: 'broker,controller',
        KAFKA_CONTROLLER_QUORUM_BOOTSTRAP_SERVERS: 'kafka:9093',
      },
      'Because controller.quorum.voters is not set on this controller, you must specify one of the following: --standalone, --initial-controllers, or --no-initial-controllers.',
    ],
    [IMAGE, { KAFKA_PROCESS_ROLES: 'broker' }, undefined],
  ] as const) {
    it(`${image} ${JSON.stringify(environment)}: ${words ?? 'nothing'}`, () => {
      expect(failStartCheck(nodeOf(image, environment))).to.equal(words)
    })
  }
})

describe('a ZooKeeper', () => {
  it('takes over what its image does, and binds its own machine', () => {
    const { service } = serviceOf(
      'environment: {ZOOKEEPER_CLIENT_PORT: 22181, ZOOKEEPER_TICK_TIME: 500, ZOOKEEPER_X: 1}',
    )
    const own = { ...service, image: { ...service.image!, value: 'confluentinc/cp-zookeeper:7' } }
    const { port, lines } = readZookeeperConfig(own, machine)
    expect(port).to.equal(22181)
    expect(lines).to.include.members(['tickTime=500', 'clientPortAddress=abc'])
  })

  it('knows its peers, its own entry by its own name', () => {
    const { service } = serviceOf(
      'environment: {ZOO_MY_ID: 2, ZOO_SERVERS: "server.1=a:2888:3888;2181 server.2=0.0.0.0:2888:3888;2181"}',
    )
    const { lines, id, peerPorts } = readZookeeperConfig(service, machine)
    expect(lines.filter((line) => line.startsWith('server.'))).to.deep.equal([
      'server.1=a:2888:3888',
      'server.2=abc:2888:3888',
    ])
    expect([id, peerPorts]).to.deep.equal(['2', [2888, 3888]])
  })
})

describe('the plan of a compose file', () => {
  const planOf = (lines: string) =>
    planCompose(readKafkaCluster(composeOf(`services:\n  kafka:\n    image: ${IMAGE}\n${lines}\n`)))

  for (const [line, key] of [
    ['privileged: true', 'privileged'],
    ['build: .', 'build'],
    ['pid: host', 'pid'],
    ['volumes: ["/:/host"]', 'volumes: /'],
    ['volumes: ["/opt/../etc/:/x"]', 'volumes: /opt/../etc/'],
    ['volumes: ["~:/x"]', 'volumes: ~'],
    ['volumes: ["/home/kim:/x"]', 'volumes: /home/kim'],
    ['volumes: ["/var/run/docker.sock:/s"]', 'docker.sock'],
  ] as const) {
    it(`starts nothing because of ${line}`, () => {
      expect(planOf(`    ${line}`).refusals.map((each) => each.key)).to.deep.equal([key])
    })
  }

  for (const line of [
    'volumes: ["./data:/var/lib/kafka/data"]',
    'volumes: ["../data:/var/lib/kafka/data"]',
    'volumes: ["~/kafka:/var/lib/kafka/data"]',
    'volumes: ["/srv/kafka/:/var/lib/kafka/data"]',
    'volumes: ["/data/kafka:/var/lib/kafka/data"]',
    'volumes: ["/etc/localtime:/etc/localtime:ro"]',
    'network_mode: host',
  ]) {
    it(`does not mind ${line}`, () => {
      expect(planOf(`    ${line}`).refusals).to.deep.equal([])
    })
  }

  it('names what is no part of Kafka, whatever keys that has', () => {
    const plan = planOf('  app:\n    build: ./app\n    privileged: true')
    expect(plan.leftOut).to.deep.equal(['app'])
    expect(plan.refusals).to.deep.equal([])
  })

  it('runs everything before Kafka 4 with the last release that has ZooKeeper', () => {
    const cluster = readKafkaCluster(composeOf('services:\n  k:\n    image: apache/kafka:3.9.0\n'))
    expect(planCompose(cluster).services[0]?.release).to.equal('zookeeper')
    expect(planOf('').services[0]?.release).to.equal('kraft')
  })
})
