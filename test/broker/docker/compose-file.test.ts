import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parse } from 'yaml'
import { REPOSITORY } from '#core/repository.ts'
import { composeVariables, type ContainerPlan } from '#broker/docker/compose-variables.ts'
import { KAFKA_IMAGE } from '#broker/docker/docker-image.ts'
import { renderLoggingProperties } from '#broker/jvm/logging-properties.ts'
import { renderServerProperties } from '#broker/jvm/server-properties.ts'

type Service = {
  readonly image: string
  readonly ports?: readonly string[]
  readonly profiles?: readonly string[]
  readonly environment?: Readonly<Record<string, string | number>>
}
type ComposeFile = {
  readonly services: Readonly<Record<string, Service>>
  readonly configs: Readonly<Record<string, { readonly content: string }>>
}

/** Settings of the shell that starts a broker, and what every start has of its own. */
const NOT_THE_BROKERS = new Set(['KAFKA_HEAP_OPTS', 'KAFKA_JVM_PERFORMANCE_OPTS'])
const SERVICES = ['kafka', 'kafka-2', 'kafka-3'] as const

describe('docker-compose.yml', () => {
  for (const count of [1, 3] as const) {
    it(`configures ${count} broker(s) as they are configured without Docker`, () => {
      const plans = Array.from({ length: count }, (_, index) => planOf(index + 1))
      const { services } = readCompose(variablesFor(plans))
      const others = plans.map((plan) => ({
        ...plan,
        ports: { ...plan.ports, learner: plan.advertisedPort },
        dataFolder: '/data',
      }))
      for (const [index, other] of others.entries()) {
        const inContainer = propertiesOf(services[SERVICES[index]!]!)
        const asJvm = parseProperties(renderServerProperties(other, others))
        asJvm.delete('log.dirs')
        expect(inContainer.get('listeners')).to.match(/^INTERNAL:\/\/0\.0\.0\.0:/)
        inContainer.set(
          'listeners',
          inContainer.get('listeners')!.replaceAll('0.0.0.0', '127.0.0.1'),
        )
        expect(Object.fromEntries(inContainer)).to.deep.equal(Object.fromEntries(asJvm))
      }
    })
  }

  it('logs requests as the brokers without Docker do', () => {
    const content = readCompose({}).configs['logging']!.content.replaceAll('$$', '$')
    const file = '/var/log/kafkalings/requests-${env:KAFKA_NODE_ID}.log'
    const asJvm = renderLoggingProperties({ serverLog: '/server', requestLog: '/requests' })
    const inContainer = parseProperties(content.replaceAll(file, '/requests'))
    const expected = parseProperties(asJvm)
    for (const properties of [inContainer, expected]) {
      for (const key of properties.keys()) {
        if (key.startsWith('appender.server.')) properties.delete(key)
      }
    }
    expect(Object.fromEntries(inContainer)).to.deep.equal(Object.fromEntries(expected))
  })

  it('starts one broker on localhost:9092 by hand, three with the profile', () => {
    const { services } = readCompose({})
    const [first] = services['network']!.ports!
    expect(first).to.equal('127.0.0.1:9092:9092')
    const inProfile = SERVICES.map((name) => services[name]!.profiles?.join(',') ?? '')
    expect(inProfile).to.deep.equal(['', 'three', 'three'])
    for (const name of SERVICES) expect(services[name]!.image).to.equal(KAFKA_IMAGE)
  })

  it('leaves nothing of a start to the variables of the shell', () => {
    const text = readFileSync(REPOSITORY.composeFile, 'utf8')
    const used = new Set([...text.matchAll(/\$\{(KAFKALINGS_\w+)/g)].map(([, name]) => name))
    const given = Object.keys(variablesFor([planOf(1), planOf(2), planOf(3)]))
    expect([...used]).to.have.members(given)
  })
})

function planOf(id: number): ContainerPlan {
  const ports = { internal: 41_000 + id, learner: 42_000 + id, controller: 43_000 + id }
  return { id, container: `c-${id}`, ports, advertisedPort: 44_000 + id }
}

function variablesFor(plans: readonly ContainerPlan[]): Record<string, string> {
  return composeVariables({ plans, image: KAFKA_IMAGE, owner: 'host/1', logFolder: '/logs' })
}

function readCompose(variables: Readonly<Record<string, string>>): ComposeFile {
  const text = readFileSync(REPOSITORY.composeFile, 'utf8')
  const filled = text.replaceAll(
    /(?<!\$)\$\{(\w+):-([^}]*)\}/g,
    (_, name: string, byDefault: string) => variables[name] || byDefault,
  )
  return parse(filled, { merge: true }) as ComposeFile
}

/** What the image makes of a container's variables. */
function propertiesOf({ environment = {} }: Service): Map<string, string> {
  const own = Object.entries(environment).filter(([name]) => !NOT_THE_BROKERS.has(name))
  return new Map(
    own.map(([name, value]) => {
      const key = name
        .replace(/^KAFKA_/, '')
        .toLowerCase()
        .replaceAll('_', '.')
      return [key, String(value)]
    }),
  )
}

function parseProperties(text: string): Map<string, string> {
  const lines = text.split('\n').filter((line) => line.includes('='))
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
}
