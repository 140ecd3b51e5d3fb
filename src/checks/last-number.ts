/**
 * The number a program gives as its result: the last one in the last line of its output, or in a
 * line of JSON the one named lag, else one whose name speaks of a lag or a total. Undefined when
 * there is none.
 */
export function lastNumber(text: string, names: readonly string[]): number | undefined {
  const line = text
    .split('\n')
    .map((each) => each.replaceAll(COLOURS, '').trim())
    .findLast((each) => each !== '' && !KAFKAJS_LOG.test(each))
  if (line === undefined) return undefined
  const parsed = parseJson(line)
  return parsed === undefined ? numberInText(line, names) : numberInJson(parsed.json)
}

// oxlint-disable-next-line no-control-regex -- colours begin with a control character
const COLOURS = /\u001B\[[0-9;]*m/g
/** kafkajs logs to standard output; such a line is not the program's own. */
const KAFKAJS_LOG = /^\{"level":"[A-Z]+",.*"logger":"kafkajs"/
const NUMBER = /(?<![\w.-])-?\d+(?:\.0+)?(?!\w|\.\d)/g
const TELLING_NAME = /lag|total|랙/i

function numberInText(line: string, names: readonly string[]): number | undefined {
  const rest = names
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, name) => text.replaceAll(name, ' '), line)
  const found = rest.match(NUMBER)?.at(-1)
  return found === undefined ? undefined : Number(found)
}

function numberInJson(json: unknown): number | undefined {
  const whole = toNumber(json)
  if (whole !== undefined || typeof json !== 'object' || json === null) return whole
  const numbers = Object.entries(json).flatMap(([name, value]) => {
    const number = toNumber(value)
    return number === undefined ? [] : [{ name, number }]
  })
  const agreed = numbers.filter(({ name }) => name.toLowerCase() === 'lag')
  const telling = numbers.filter(({ name }) => TELLING_NAME.test(name))
  return [agreed, telling, numbers].find(({ length }) => length > 0)?.at(-1)?.number
}

/** A JSON number, or a text that is one: clients give offsets as text. */
function toNumber(value: unknown): number | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value))
  return isNumber ? Number(value) : undefined
}

function parseJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}
