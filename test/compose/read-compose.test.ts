import { expect } from 'chai'
import { composeOf, serviceOf } from './compose-files.ts'

describe('the environment of a service', () => {
  const rows: readonly [string, string, Readonly<Record<string, string>>][] = [
    ['a mapping', 'environment:\n  A: x\n  B: 2', { A: 'x', B: '2' }],
    [
      'numbers as they are written',
      'environment:\n  A: 012\n  B: 9223372036854775807\n  C: 0.50',
      {
        A: '012',
        B: '9223372036854775807',
        C: '0.50',
      },
    ],
    [
      'booleans',
      'environment:\n  A: true\n  B: "false"\n  C: yes',
      { A: 'true', B: 'false', C: 'yes' },
    ],
    ['no value: not set', 'environment:\n  A:\n  B: ""', { B: '' }],
    ['a list', 'environment:\n  - A=x=y\n  - B=\n  - C', { A: 'x=y', B: '' }],
    ['quotes inside a list entry', `environment:\n  - A="x"\n  - 'B=x'`, { A: '"x"', B: 'x' }],
    ['a folded value', 'environment:\n  A: >-\n    x,\n    y', { A: 'x, y' }],
    ['nothing', 'environment:', {}],
    [
      'files, and what stands over them',
      'env_file: a.env\nenvironment:\n  A: own',
      {
        A: 'own',
        B: 'file',
      },
    ],
    [
      'several files, one of them optional',
      'env_file:\n  - a.env\n  - path: no.env\n    required: false',
      {
        A: 'file',
        B: 'file',
      },
    ],
    ['a value from .env', 'environment:\n  - D\n  - E=${D:-no}', { D: 'dot', E: 'dot' }],
  ]
  for (const [title, lines, expected] of rows) {
    it(`is read as ${title}`, () => {
      const files = { 'a.env': 'A=file\nB=file\n', '.env': 'D=dot\n' }
      const { service, faults } = serviceOf(lines, files)
      const values = [...service.environment].map(([name, { value }]) => [name, value])
      expect(Object.fromEntries(values)).to.deep.equal(expected)
      expect(faults).to.deep.equal([])
    })
  }

  const refused: readonly [string, string, string][] = [
    ['colons in a list', 'environment:\n  - A: x', 'list-entry-is-mapping'],
    ['a text', 'environment: A=x', 'wrong-shape'],
    ['a mapping as value', 'environment:\n  A:\n    B: x', 'wrong-shape'],
    ['a missing file', 'env_file: none.env', 'missing-env-file'],
  ]
  for (const [title, lines, id] of refused) {
    it(`is refused with ${title}`, () => {
      expect(serviceOf(lines).faults).to.deep.equal([id])
    })
  }
})

describe('the ports of a service', () => {
  const rows: readonly [string, readonly (readonly [string, number | undefined, number])[]][] = [
    ['"9092:9092"', [['', 9092, 9092]]],
    ['9092', [['', undefined, 9092]]],
    ['29092:9092/tcp', [['', 29092, 9092]]],
    ['"127.0.0.1:29092:9092"', [['127.0.0.1', 29092, 9092]]],
    ['"127.0.0.1::9092"', [['127.0.0.1', undefined, 9092]]],
    ['"[::1]:29092:9092"', [['::1', 29092, 9092]]],
    ['"localhost:29092:9092"', [['localhost', 29092, 9092]]],
    [
      '"9092-9093:19092-19093"',
      [
        ['', 9092, 19092],
        ['', 9093, 19093],
      ],
    ],
    ['"9000-9010:9092"', [['', undefined, 9092]]],
    ['{target: 9092, published: "29092"}', [['', 29092, 9092]]],
    [
      '{target: 9092, published: 29092, host_ip: 127.0.0.1, mode: host}',
      [['127.0.0.1', 29092, 9092]],
    ],
    ['{target: 9092}', [['', undefined, 9092]]],
    ['"${PORT:-29092}:9092"', [['', 29092, 9092]]],
  ]
  for (const [text, expected] of rows) {
    it(`are read from ${text}`, () => {
      const { service, faults } = serviceOf(`ports:\n  - ${text}`)
      expect(faults).to.deep.equal([])
      const read = service.ports.map((port) => [
        port.hostAddress,
        port.hostPort,
        port.containerPort,
      ])
      expect(read).to.deep.equal(expected)
    })
  }

  for (const text of [
    '9092:x',
    '"9092 : 9092"',
    '70000:9092',
    '9092:',
    '"a:b:c:d"',
    '9093-9092:1',
    '[1]',
  ]) {
    it(`are refused in ${text}`, () => {
      expect(serviceOf(`ports:\n  - ${text}`).faults).to.deep.equal(['bad-port'])
    })
  }
})

describe('a service', () => {
  it('has its refusals with their lines, and is read all the same', () => {
    const { service, faults } = serviceOf(
      'privileged: true\ncap_add: [ALL]\ncommand: sleep 1\nvolumes:\n  - /var/run/docker.sock:/x\n  - ./a:/b',
    )
    expect(faults).to.deep.equal([])
    expect(service.refusals.map(({ key, at }) => [key, at.line])).to.have.deep.members([
      ['privileged', 4],
      ['cap_add', 5],
      ['command', 6],
      ['docker.sock', 8],
      ['bind mount', 9],
    ])
  })

  it('takes over what it extends, in the same file only', () => {
    const text = `services:
  base: {image: "x:1", environment: {A: 1, B: 1}, ports: ["1:1"]}
  s: {extends: {service: base}, environment: [B=2], ports: ["2:2"]}
  other: {extends: {service: base, file: more.yml}}
`
    const { services, faults } = composeOf(text)
    const s = services.find(({ name }) => name === 's')!
    expect([...s.environment].map(([name, { value }]) => name + value)).to.deep.equal(['A1', 'B2'])
    expect(s.ports.map(({ hostPort }) => hostPort)).to.deep.equal([1, 2])
    expect(faults.map(({ id }) => id)).to.include('needs-other-file')
  })

  it('is found by its names, and knows its networks, dependencies and replicas', () => {
    const { service } = serviceOf(`container_name: c
hostname: h
networks:
  default:
    aliases: [a]
depends_on:
  s: {condition: service_healthy}
healthcheck: {test: [CMD, x]}
deploy: {replicas: 2}
profiles: [p]
expose: ["9092"]`)
    expect(service.hostNames).to.deep.equal(['s', 'c', 'h', 'a'])
    expect(service).to.deep.include({ networks: ['default'], replicas: 2, profiles: ['p'] })
    expect(service.dependsOn[0]).to.include({ value: 's', condition: 'service_healthy' })
    expect(service.hasHealthcheck).to.equal(true)
    expect(service.exposes[0]?.value).to.equal(9092)
  })

  const refused: readonly [string, string, string][] = [
    ['an unknown key', 'enviroment: {}', 'unknown-key'],
    ['a dependency that is not there', 'depends_on: [zoo]', 'undefined-service'],
    ['a network that is not defined', 'networks: [n]', 'undefined-network'],
    ['a volume that is not defined', 'volumes: ["v:/data"]', 'undefined-volume'],
    ['a required variable', 'hostname: ${H:?}', 'required-variable'],
    ['a lone dollar', 'command: echo $(x)', 'bad-interpolation'],
  ]
  for (const [title, lines, id] of refused) {
    it(`is refused with ${title}`, () => {
      expect(serviceOf(lines).faults).to.deep.equal([id])
    })
  }
})
