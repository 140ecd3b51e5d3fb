import os from 'node:os'
import { expect } from 'chai'
import { probeDocker } from '#broker/docker/probe-docker.ts'
import { abandonedProject } from '#broker/docker/remove-project.ts'
import { createFrameReader, encodeFrame, parseToolCall } from '#broker/docker/tool-frames.ts'
import { makeProgramFolder, type ProgramFolder } from '../program-folder.ts'

/** A `docker` that answers as told. */
function fakeDocker(answers: Readonly<Record<string, string>>): string {
  const cases = Object.entries(answers).map(([call, answer]) => `"${call}"*) ${answer} ;;`)
  return `case "$*" in ${cases.join(' ')} *) exit 1 ;; esac`
}

const WORKS = {
  'version ': 'echo 28.2.2',
  'compose version': 'echo 2.26.1-4',
  'image inspect': 'exit 0',
}

describe('the probe of Docker', () => {
  let programs: ProgramFolder
  beforeEach(async () => (programs = await makeProgramFolder()))
  afterEach(() => programs[Symbol.asyncDispose]())

  const cases: readonly [string, Record<string, string>, RegExp, RegExp][] = [
    ['everything there', WORKS, /engine 28\.2\.2 answers; Compose 2\.26\.1-4; the image/, /^$/],
    [
      'an engine that is not running',
      { ...WORKS, 'version ': 'echo "Cannot connect to the Docker daemon"; exit 1' },
      /no engine that answers; Compose/,
      /systemctl start docker|open -a Docker/,
    ],
    [
      'an engine that may not be used',
      { ...WORKS, 'version ': 'echo "permission denied while trying to connect"; exit 1' },
      /an engine you may not use/,
      /usermod -aG docker/,
    ],
    ['no Compose', { ...WORKS, 'compose version': 'exit 1' }, /no Compose/, /2\.23\.1 or newer/],
    ['an old Compose', { ...WORKS, 'compose version': 'echo v2.23.0' }, /too old/, /2\.23\.1/],
    [
      'an image that can be pulled',
      { ...WORKS, 'image inspect': 'exit 1', 'manifest inspect': 'exit 0' },
      /can be pulled/,
      /^$/,
    ],
    [
      'an image that cannot be had',
      { ...WORKS, 'image inspect': 'exit 1' },
      /cannot be pulled now/,
      /^docker pull apache\/kafka:4/,
    ],
  ]
  for (const [what, answers, found, mend] of cases) {
    it(`tells ${what}, and what mends it`, async () => {
      await programs.add('docker', fakeDocker(answers))
      const probe = await probeDocker({ PATH: programs.folder })
      expect(probe.found.en).to.match(found)
      expect(probe.mend.en).to.match(mend)
      expect(probe.isUsable).to.equal(probe.mend.en === '')
    })
  }

  it('says that there is no docker at all', async () => {
    const probe = await probeDocker({ PATH: programs.folder })
    expect(probe).to.deep.include({ isUsable: false })
    expect(probe.found.en).to.equal('no docker on the PATH')
  })

  it('takes the image it is given', async () => {
    await programs.add('docker', fakeDocker({ ...WORKS, 'image inspect': 'exit 1' }))
    const env = { PATH: programs.folder, KAFKALINGS_KAFKA_IMAGE: 'mirror/kafka:4.3.1' }
    expect((await probeDocker(env)).mend.ko).to.equal('docker pull mirror/kafka:4.3.1')
  })
})

describe('the leftovers of a grader', () => {
  it('are those of a process of this computer that is gone', () => {
    const host = os.hostname()
    expect(abandonedProject(`kafkalings-a ${host}/${process.pid}`)).to.equal(undefined)
    expect(abandonedProject(`kafkalings-a ${host}/4999999`)).to.equal('kafkalings-a')
    expect(abandonedProject('kafkalings-a elsewhere/4999999')).to.equal(undefined)
    expect(abandonedProject('by-hand ')).to.equal(undefined)
  })
})

describe('the frames between a tool’s script and the grader', () => {
  it('come out as they went in, however they are cut', () => {
    const seen: [number, string][] = []
    const read = createFrameReader((kind, bytes) => seen.push([kind, bytes.toString()]))
    const bytes = Buffer.concat([encodeFrame(2, Buffer.from('a\nb')), encodeFrame(3)])
    for (const byte of bytes) read(Buffer.from([byte]))
    expect(seen).to.deep.equal([
      [2, 'a\nb'],
      [3, ''],
    ])
    expect(() => read(Buffer.from([2, 0xff, 0, 0, 0]))).to.throw('1 MB')
  })

  it('ask for tools of Kafka only', () => {
    const tools = new Set(['kafka-topics'])
    const call = (tool: unknown, args: unknown = [], cwd: unknown = '/') =>
      parseToolCall(JSON.stringify({ tool, args, cwd }), tools)
    expect(call('kafka-topics', ['--list'])).to.deep.equal({
      tool: 'kafka-topics',
      args: ['--list'],
      cwd: '/',
    })
    for (const odd of ['../../bin/sh', 'kafka-storage', 7]) expect(call(odd)).to.equal(undefined)
    expect(call('kafka-topics', '--list')).to.equal(undefined)
    expect(parseToolCall('not json', tools)).to.equal(undefined)
  })
})
