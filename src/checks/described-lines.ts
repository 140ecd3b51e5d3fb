import type { ObservedTopic } from '#kafka/observation.ts'

/** Letters, digits and signs that a topic name may hold. */
const NAME_CHARACTER = '[A-Za-z0-9._-]'

/** Whether a text holds the name of a topic as a whole, not as a part of a longer name. */
export function isNamed(text: string, topic: string): boolean {
  return wholeName(topic).test(text)
}

/**
 * The partitions that no line describes. A line describes a partition when it holds the topic, the
 * number of the partition and the number of its leader, in whatever form.
 */
export function undescribedPartitions(
  text: string,
  { topic, partitions }: Pick<ObservedTopic, 'topic' | 'partitions'>,
): number[] {
  const lines = text.split('\n').filter((line) => isNamed(line, topic))
  const numbers = lines.map((line) => numbersIn(line.replaceAll(wholeName(topic), ' ')))
  return partitions
    .filter(({ partition, leader }) => !numbers.some((found) => holds(found, [partition, leader])))
    .map(({ partition }) => partition)
}

function wholeName(topic: string): RegExp {
  const escaped = topic.replaceAll('.', String.raw`\.`)
  return new RegExp(`(?<!${NAME_CHARACTER})${escaped}(?!${NAME_CHARACTER})`, 'g')
}

function numbersIn(line: string): number[] {
  return (line.match(/(?<![\w.])\d+(?!\w|\.\d)/g) ?? []).map(Number)
}

/** Whether every wanted number is there, as often as it is wanted. */
function holds(found: readonly number[], wanted: readonly number[]): boolean {
  const rest = [...found]
  return wanted.every((number) => {
    const at = rest.indexOf(number)
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
}
