import type { Bilingual } from '#core/bilingual.ts'
import { withoutFolder } from './telling-lines.ts'

/** A crash whose cause its error text gives away. */
export type ExplainedCrash = { readonly id: string; readonly message: Bilingual }

type Rule = {
  readonly id: string
  readonly pattern: RegExp
  readonly say: (match: RegExpMatchArray) => Bilingual
}

const RULES: readonly Rule[] = [
  {
    id: 'python-module',
    pattern: /ModuleNotFoundError: No module named '([\w.]+)'/,
    say: ([, module = '']) => {
      const name = module.split('.')[0] ?? module
      const packageName =
        { kafka: 'kafka-python', confluent_kafka: 'confluent-kafka' }[name] ?? name
      return {
        en: `Python does not find the module ${name}. Install it: python3 -m pip install ${packageName}`,
        ko: `Python이 ${name} 모듈을 찾지 못했습니다. 설치해 주세요: python3 -m pip install ${packageName}`,
      }
    },
  },
  {
    id: 'node-module',
    pattern: /Cannot find (?:package|module) '([^']+)'/,
    say: ([, name = '']) => ({
      en: `Node does not find '${withoutFolder(name)}'. Only the packages of this repository can be imported.`,
      ko: `Node가 '${withoutFolder(name)}'을(를) 찾지 못했습니다. 이 저장소의 패키지만 가져올 수 있습니다.`,
    }),
  },
  {
    id: 'require',
    pattern: /require is not defined in ES module scope/,
    say: () => ({
      en: "Programs here are ES modules: write `import { Kafka } from 'kafkajs'` instead of require().",
      ko: "연습의 프로그램은 ES 모듈로 실행됩니다. require() 대신 `import { Kafka } from 'kafkajs'`를 써 주세요.",
    }),
  },
  {
    id: 'syntax',
    pattern:
      /Transform failed with \d+ errors?:\s*\n\s*(?:[^\n]*\/)?([^/\n:]+):(\d+):\d+: ERROR: ([^\n]*)/,
    say: ([, file, line, what]) => ({
      en: `${file} cannot be read at line ${line}: ${what}`,
      ko: `${file} ${line}번째 줄을 해석할 수 없습니다: ${what}`,
    }),
  },
  {
    id: 'syntax',
    pattern:
      /(?:SyntaxError(?![^\n]*JSON)|TransformError|IndentationError|TabError)[^\n]*|error: compilation failed/,
    say: ([found = '']) => ({
      en: `The program could not be read: ${found.slice(0, 120)}`,
      ko: `프로그램을 해석할 수 없습니다: ${found.slice(0, 120)}`,
    }),
  },
  {
    id: 'value-type',
    pattern:
      /The "?(?:first argument|string|value|key)"? (?:argument )?must be of type string or an instance of Buffer/,
    say: () => ({
      en: 'A key or value was neither text nor bytes. Kafka stores bytes: turn objects into JSON text first.',
      ko: '키나 값이 문자열이나 바이트가 아닙니다. Kafka는 바이트를 저장하므로 객체는 먼저 JSON 문자열로 바꿔 주세요.',
    }),
  },
  {
    id: 'wrong-address',
    pattern:
      /(?:ECONNREFUSED|NoBrokersAvailable|ENOTFOUND)[^\n"',]*|Connection to node -?\d+ \([^)\n]*\) could not be established/,
    say: ([found = '']) => ({
      en: `The program could not reach the broker (${found.slice(0, 80)}). The address is in KAFKA_BROKERS.`,
      ko: `프로그램이 브로커에 연결하지 못했습니다(${found.slice(0, 80)}). 주소는 KAFKA_BROKERS에 있습니다.`,
    }),
  },
  {
    id: 'missing-group',
    pattern: /Consumer groupId must be a non-empty string/,
    say: () => ({
      en: 'The consumer has no group id; it is in the variable GROUP.',
      ko: '컨슈머에 그룹 ID가 없습니다. 그룹 ID는 GROUP 변수에 있습니다.',
    }),
  },
]

/** Names the cause of a crash from what the program wrote, when it is a well-known one. */
export function explainCrash(text: string): ExplainedCrash | undefined {
  for (const { id, pattern, say } of RULES) {
    const match = text.match(pattern)
    if (match) return { id, message: say(match) }
  }
  return undefined
}
