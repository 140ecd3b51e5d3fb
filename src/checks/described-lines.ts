import { stripVTControlCharacters } from 'node:util'
import type { ObservedTopic } from '#kafka/observation.ts'

/** What may stand in a topic name. A dot may also end the sentence that the name stands in. */
const NO_MORE_BEFORE = '(?<![A-Za-z0-9_-][.]*)'
const NO_MORE_AFTER = '(?![.]*[A-Za-z0-9_-])'

type Led = Pick<ObservedTopic['partitions'][number], 'partition' | 'leader'>
type Described = { readonly topic: string; readonly partitions: readonly Led[] }

/** Whether a text holds the name of a topic as a whole, not as a part of a longer name. */
export function isNamed(text: string, topic: string): boolean {
  return new RegExp(wholeName(topic)).test(stripVTControlCharacters(text))
}

/**
 * The partitions that have no line of their own. A line describes a partition when it holds the
 * topic, the number of the partition and the number of its leader, in whatever form and colour.
 */
export function undescribedPartitions(text: string, { topic, partitions }: Described): number[] {
  const lines = stripVTControlCharacters(text)
    .split('\n')
    .map((line) => numbersBeside(topic, line))
  // The replicas of a line may be taken for a partition with the number of its leader: it comes last.
  const inOrder = partitions.toSorted((one, other) => isItsLeader(one) - isItsLeader(other))
  const linesOf = inOrder.map(({ partition, leader }) =>
    lines.flatMap((found, at) => (holds(found, [partition, leader]) ? [at] : [])),
  )
  const isGiven = giveEachItsOwn(linesOf)
  return inOrder
    .flatMap(({ partition }, at) => (isGiven(at) ? [] : [partition]))
    .toSorted((one, other) => one - other)
}

function wholeName(topic: string): string {
  return NO_MORE_BEFORE + topic.replaceAll('.', String.raw`\.`) + NO_MORE_AFTER
}

function isItsLeader({ partition, leader }: Led): number {
  return Number(partition === leader)
}

/**
 * The numbers of a line that names the topic, which may be `topic-3` for its partition 3; not those
 * of the settings that the tool shows after `Configs:`.
 */
function numbersBeside(topic: string, line: string): number[] {
  const name = topic.replaceAll('.', String.raw`\.`)
  const partitionName = new RegExp(`${NO_MORE_BEFORE}${name}[._-](\\d+)${NO_MORE_AFTER}`, 'g')
  const shown = line.replace(/\bConfigs:.*/, '')
  const rest = shown
    .replaceAll(partitionName, ' $1 ')
    .replaceAll(new RegExp(wholeName(topic), 'g'), ' ')
  if (rest === shown) return []
  return [...rest.matchAll(/(?<![\w.])[A-Za-z_]*(\d+)(?!\w|\.\d)/g)].map(([, digits]) =>
    Number(digits),
  )
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

/** Gives as many as can be one of their lines each, no line twice; the answer says who got one. */
function giveEachItsOwn(linesOf: readonly (readonly number[])[]): (taker: number) => boolean {
  const takers = new Map<number, number>()
  const take = (taker: number, tried: Set<number>): boolean =>
    linesOf[taker]!.some((line) => {
      if (tried.has(line)) return false
      tried.add(line)
      const holder = takers.get(line)
      if (holder !== undefined && !take(holder, tried)) return false
      takers.set(line, taker)
      return true
    })
  const given = linesOf.map((_, taker) => take(taker, new Set()))
  return (taker) => given[taker]!
}
