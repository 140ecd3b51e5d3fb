import { expect } from 'chai'
import { planCompose } from '#broker/compose/compose-plan.ts'
import { containerEnvironment } from '#broker/compose/docker/container-environment.ts'
import { specifyContainers } from '#broker/compose/docker/container-spec.ts'
import { findUnsupported } from '#broker/compose/docker/find-unsupported.ts'
import { generateCompose } from '#broker/compose/docker/generate-compose.ts'
import { giveOutPorts } from '#broker/compose/give-out-ports.ts'
import { hubReference } from '#compose/hub-reference.ts'
import { parseImage } from '#compose/image-reference.ts'
import { readKafkaCluster } from '#compose/kafka-cluster.ts'
import { composeOf } from '../../compose/compose-files.ts'

const IMAGE = 'apache/kafka:4.1.0'
const NO_NAMES = new Map<string, string>()

function planOf(text: string) {
  return planCompose(readKafkaCluster(composeOf(text)))
}

/** The file that Docker would be given, as plain data. */
function generate(text: string) {
  const plan = planOf(text)
  const made = specifyContainers(plan).map((spec) => {
    const image = spec.planned.service.image?.value ?? ''
    return { spec, image, environment: containerEnvironment(spec.planned, NO_NAMES, false) }
  })
  const file = generateCompose(made, giveOutPorts(plan.services).given)
  return JSON.parse(file) as {
    services: Record<string, Record<string, unknown>>
    networks: Record<string, unknown>
  }
}

/** The variables of the first service. */
function environmentOf(lines: string, image = IMAGE) {
  const text = `services:\n  k:\n    image: ${image}\n    environment:\n${lines.replaceAll(/^/gm, '      ')}\n`
  return containerEnvironment(planOf(text).services[0]!, NO_NAMES, true)
}

describe('the compose file that is generated for Docker', () => {
  const { services, networks } = generate(`services:
  kafka:
    image: ${IMAGE}
    hostname: broker
    container_name: queue
    privileged: true
    restart: always
    volumes: ['./data:/data']
    labels: {traefik.enable: 'true'}
    ports: ['9092:29092', '127.0.0.1:9095:29092', '10.1.1.1:9093:29092', '8080:8080']
    networks: {one: {aliases: [alias], ipv4_address: 172.20.0.5}, two: }
    links: ['zoo:zk']
    extra_hosts: ['fixed:10.1.2.3', 'docker:host-gateway']
    environment:
      KAFKA_LISTENERS: PLAINTEXT://:29092,INSIDE://localhost:29093
  zoo:
    image: zookeeper:3.9
    networks: [two]
  beside:
    image: ${IMAGE}
    network_mode: service:kafka
    ports: []
    environment:
      KAFKA_LISTENERS: PLAINTEXT://localhost:39092
  ui: {image: kafka-ui:1}
networks: {one: , two: }
`)
  const { part1, part2, part3 } = services

  it('has our names for services and networks, and those of the file as aliases', () => {
    expect(Object.keys(services)).to.deep.equal(['part1', 'part2', 'part3'])
    expect(Object.keys(networks)).to.deep.equal(['net1', 'net2'])
    expect(part1).to.deep.include({
      image: 'zookeeper:3.9',
      networks: { net1: { aliases: ['zoo'] } },
    })
    const aliases = ['kafka', 'queue', 'broker', 'alias']
    expect(part2).to.deep.include({
      hostname: 'broker',
      networks: { net2: { aliases }, net1: { aliases } },
      links: ['part1:zk'],
      extra_hosts: ['fixed:10.1.2.3'],
    })
  })

  it('publishes ports of the engine’s choice for this computer alone, one for our probe too', () => {
    expect(part2?.ports).to.deep.equal(['127.0.0.1::29092', '127.0.0.1::8080'])
    expect(part1?.ports).to.deep.equal(['127.0.0.1::2181'])
  })

  it('shares a network, and asks inside where nothing is bound outside', () => {
    expect(part3).to.deep.include({ network_mode: 'service:part2' })
    expect(part3).to.not.have.any.keys('ports', 'networks', 'hostname')
  })

  it('takes no other key of the file, whatever it is', () => {
    const ours = ['image', 'environment', 'labels', 'logging', 'security_opt', 'pids_limit']
    const place = ['hostname', 'networks', 'ports', 'links', 'extra_hosts', 'network_mode']
    for (const service of Object.values(services)) {
      expect([...ours, ...place]).to.include.members(Object.keys(service))
    }
    expect(JSON.stringify(services)).to.not.match(/traefik|data|restart|privileged/)
  })

  it('has one container for a service, however many copies the file wants', () => {
    const text = `services:\n  k: {image: '${IMAGE}', deploy: {replicas: 3}}\n`
    expect(Object.keys(generate(text).services)).to.deep.equal(['part1'])
  })

  it('has dollar signs that Compose leaves alone', () => {
    const plan = planOf(`services:\n  k: {image: '${IMAGE}', environment: {KAFKA_X: 'a$$b'}}\n`)
    const [spec] = specifyContainers(plan)
    const environment = containerEnvironment(plan.services[0]!, NO_NAMES, true)
    expect(environment.variables.KAFKA_X).to.equal('a$b')
    expect(generateCompose([{ spec: spec!, image: IMAGE, environment }], [])).to.include('a$$b')
  })
})

describe('the environment of a container', () => {
  it('has what images are configured by, and nothing else', () => {
    const { variables } = environmentOf(`CLUSTER_ID: abc
KAFKA_NODE_ID: 1
KAFKA_HEAP_OPTS: -Xmx8g
KAFKA_OPTS: -javaagent:/x.jar
KAFKA_LOG_DIRS: /nowhere
JAVA_TOOL_OPTIONS: -javaagent:/x.jar
LD_PRELOAD: /x.so
PATH: /x`)
    expect(variables).to.include({
      CLUSTER_ID: 'abc',
      KAFKA_NODE_ID: '1',
      KAFKA_HEAP_OPTS: '-Xms48m -Xmx256m',
    })
    const odd = ['KAFKA_OPTS', 'KAFKA_LOG_DIRS', 'JAVA_TOOL_OPTIONS', 'LD_PRELOAD', 'PATH']
    expect(variables).to.not.have.any.keys(...odd)
  })

  it('leaves out what loads code or files, and says so', () => {
    const { variables, changes } = environmentOf(`KAFKA_AUTHORIZER_CLASS_NAME: evil.Code
KAFKA_SSL_KEYSTORE_LOCATION: /etc/passwd`)
    expect(variables).to.not.have.any.keys('KAFKA_AUTHORIZER_CLASS_NAME')
    expect(changes.map(({ en }) => en.split(' ')[0])).to.deep.equal([
      'authorizer.class.name',
      'ssl.keystore.location',
    ])
  })

  it('is quick, by the rules of the image, but keeps an image’s own file alive', () => {
    const quick = 'OFFSETS_TOPIC_NUM_PARTITIONS'
    expect(environmentOf('KAFKA_NODE_ID: 1').variables).to.include({ [`KAFKA_${quick}`]: '1' })
    const bitnami = environmentOf('KAFKA_CFG_NODE_ID: 1', 'bitnamilegacy/kafka:3.9.0')
    expect(bitnami.variables).to.include({ [`KAFKA_CFG_${quick}`]: '1' })
    const own = environmentOf('TZ: Asia/Seoul').variables
    expect(Object.keys(own)).to.deep.equal(['KAFKA_HEAP_OPTS', 'KAFKA_JVM_PERFORMANCE_OPTS'])
  })

  it('names containers that the file knows by address', () => {
    const text = `services:\n  k: {image: '${IMAGE}', environment: {KAFKA_V: '1@172.20.0.5:9093,2@10.0.0.1:1'}}\n`
    const names = new Map([['172.20.0.5', 'k']])
    const { variables } = containerEnvironment(planOf(text).services[0]!, names, true)
    expect(variables.KAFKA_V).to.equal('1@k:9093,2@10.0.0.1:1')
  })
})

describe('images', () => {
  it('come from Docker Hub, whichever mirror the file names, and only known ones', () => {
    const reference = (text: string) => hubReference(parseImage(text))
    expect(reference('mirror.gcr.io/apache/kafka:4.0.0')).to.equal('apache/kafka:4.0.0')
    expect(reference('localhost:5000/cache/confluentinc/cp-zookeeper:7.5.0')).to.equal(
      'confluentinc/cp-zookeeper:7.5.0',
    )
    expect(reference(`apache/kafka:4.1.0@sha256:${'a'.repeat(64)}`)).to.equal(
      `apache/kafka@sha256:${'a'.repeat(64)}`,
    )
    expect(reference('zookeeper')).to.equal('zookeeper')
    expect(reference('evil.example/me/zookeeper:1')).to.equal(undefined)
    expect(reference('me/kafka:1')).to.equal(undefined)
  })
})

describe('what only JVMs can stand for', () => {
  it('is a name for the computer where services meet by it', () => {
    const node = `{image: '${IMAGE}', environment: {KAFKA_X: 'A://host.docker.internal:9092'}}`
    const told = (text: string) => findUnsupported(planOf(text))?.message
    expect(told(`services:\n  a: ${node}\n  b: ${node}\n`)).to.include('host.docker.internal')
    expect(told(`services:\n  a: ${node}\n`)).to.equal(undefined)
  })

  const cases: readonly [string, string, RegExp | undefined][] = [
    ['the network of the computer', 'network_mode: host', /network_mode: host/],
    ['a command of its own', "command: bash -c '/x.sh && /etc/kafka/docker/run'", /command/],
    ['an entry point of its own', "entrypoint: ['/x.sh', '/etc/kafka/docker/run']", /entrypoint/],
    ['the command of the image', 'command: /etc/kafka/docker/run', undefined],
    ['nothing odd', 'restart: always', undefined],
  ]
  for (const [what, line, wanted] of cases) {
    it(`${wanted ? 'is' : 'is not'} ${what}`, () => {
      const error = findUnsupported(planOf(`services:\n  k:\n    image: ${IMAGE}\n    ${line}\n`))
      if (!wanted) expect(error).to.equal(undefined)
      else expect(error?.message).to.match(wanted)
    })
  }
})
