import { expect } from 'chai'
import { explainCrash } from '#checks/explain-crash.ts'

describe('a crash', () => {
  const table: readonly [string, string, string][] = [
    ["ModuleNotFoundError: No module named 'kafka'", 'python-module', 'pip install kafka-python'],
    [
      "ModuleNotFoundError: No module named 'confluent_kafka.admin'",
      'python-module',
      'pip install confluent-kafka',
    ],
    ["ModuleNotFoundError: No module named 'yaml'", 'python-module', 'pip install yaml'],
    ["Error: Cannot find package 'node-rdkafka' imported from x", 'node-module', "'node-rdkafka'"],
    ["Error: Cannot find module 'lodash'\nRequire stack:", 'node-module', "'lodash'"],
    ['a.ts:3\nSyntaxError: Unexpected identifier', 'syntax', 'SyntaxError: Unexpected identifier'],
    ['Error [TransformError]: Transform failed with 1 error:', 'syntax', 'TransformError'],
    [
      'Error [TransformError]: Transform failed with 1 error:\n/tmp/x/producer.ts:24:0: ERROR: Unexpected "for"',
      'syntax',
      'producer.ts cannot be read at line 24: Unexpected "for"',
    ],
    [
      '{"message":"connect ECONNREFUSED 127.0.0.1:9092","broker":"x"}',
      'wrong-address',
      '(ECONNREFUSED 127.0.0.1:9092)',
    ],
    [
      'WARN [AdminClient] Connection to node -1 (localhost/127.0.0.1:9092) could not be established.',
      'wrong-address',
      'localhost/127.0.0.1:9092',
    ],
    ["  File 'a.py'\nIndentationError: unexpected indent", 'syntax', 'unexpected indent'],
    ['producer.java:3: error: x\nerror: compilation failed', 'syntax', 'compilation failed'],
    [
      'TypeError: The first argument must be of type string or an instance of Buffer, ArrayBuffer',
      'value-type',
      'JSON text',
    ],
    ['KafkaJSConnectionError: connect ECONNREFUSED 127.0.0.1:9', 'wrong-address', 'KAFKA_BROKERS'],
    ['getaddrinfo ENOTFOUND kafka', 'wrong-address', 'ENOTFOUND kafka'],
    ['kafka.errors.NoBrokersAvailable: NoBrokersAvailable', 'wrong-address', 'NoBrokersAvailable'],
    ['Consumer groupId must be a non-empty string.', 'missing-group', 'GROUP'],
  ]
  for (const [text, id, says] of table) {
    it(`is explained as ${id}: ${text.split('\n').at(-1)}`, () => {
      const crash = explainCrash(`some line\n${text}\n    at somewhere (x.ts:1:1)\n`)
      expect(crash?.id).to.equal(id)
      expect(crash?.message.en).to.include(says)
      expect(crash?.message.ko).to.match(/[가-힣]/)
    })
  }

  it('is not explained where nothing is known', () => {
    expect(explainCrash('')).to.equal(undefined)
    expect(explainCrash('Error: my own problem\n    at x.ts:1:1')).to.equal(undefined)
  })

  it('on JSON that is none is not called a program that cannot be read', () => {
    const text = [
      'SyntaxError: Unexpected non-whitespace character after JSON at position 58',
      '    at JSON.parse (<anonymous>)',
      '    at producer.ts:5:21',
    ].join('\n')
    expect(explainCrash(text)?.id).to.not.equal('syntax')
  })

  it('on a helper that is not there names it without the folder of our copy', () => {
    const text =
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/tmp/exercise-Ab12Cd/exercise/helpr.ts' imported from /tmp/exercise-Ab12Cd/exercise/producer.ts"
    expect(explainCrash(text)?.message.en).to.include('helpr.ts').and.not.include('/tmp/')
  })

  it('is explained in bounded length', () => {
    const crash = explainCrash(`SyntaxError: ${'x'.repeat(100_000)}`)
    expect(crash?.message.en.length).to.be.below(300)
  })
})
