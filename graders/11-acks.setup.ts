import { createTopic, jsonLines, type GivenEvent, type Lab } from '#checks/index.ts'

/** What a topic is promised, as the requirements file says it. */
export type Promised = 'survives-a-broker' | 'leader-has-it' | 'loss-is-fine'

/** A topic, what it is promised, and the acks that this takes. */
export type Wish = { readonly topic: string; readonly promise: Promised; readonly acks: number }

/** A requirements file with the events behind it, by topic. */
export type Requirements = {
  readonly file: string
  readonly events: ReadonlyMap<string, readonly GivenEvent[]>
}

/** In the order in which they are usually told, which is never the order of a file. */
const USUAL: readonly (readonly [Promised, number])[] = [
  ['survives-a-broker', -1],
  ['leader-has-it', 1],
  ['loss-is-fine', 0],
]
const NAMES = [
  'alpine',
  'basalt',
  'cobalt',
  'dahlia',
  'ember',
  'fjord',
  'granite',
  'harbor',
  'iris',
]
const REPLICAS = 3

/** Three topics with names that say nothing; the durable one needs every replica in sync. */
export async function createTopics(lab: Lab): Promise<readonly Wish[]> {
  const names = lab.draw.shuffle(NAMES).slice(0, USUAL.length).map(lab.name).toSorted()
  const wishes = unusualOrder(lab).map(([promise, acks], index) => {
    return { topic: names[index]!, promise, acks }
  })
  for (const { topic, promise } of lab.draw.shuffle(wishes)) {
    const minimum = promise === 'survives-a-broker' ? REPLICAS : 1
    await createTopic(lab.kafka, {
      topic,
      partitions: lab.draw.integer(1, 3),
      replicationFactor: REPLICAS,
      configs: { 'min.insync.replicas': String(minimum) },
    })
  }
  return wishes
}

/** Writes fresh events, a file for each topic, and the requirements that name them. */
export async function writeRequirements(lab: Lab, wishes: readonly Wish[]): Promise<Requirements> {
  const promises = unusualOrder(lab).map(([promise]) => promise)
  const folder = `run-${lab.draw.token(5)}`
  const events = new Map<string, readonly GivenEvent[]>()
  const entries: string[] = []
  for (const promise of promises) {
    const { topic } = wishes.find((wish) => wish.promise === promise)!
    const given = drawEvents(lab)
    const file = `data/${lab.draw.token(6)}.jsonl`
    await lab.writeInput(`${folder}/${file}`, jsonLines(given))
    events.set(topic, given)
    entries.push(`- topic: ${topic}\n  promise: ${promise}\n  file: ${file}\n`)
  }
  const file = await lab.writeInput(`${folder}/requirements.yml`, entries.join(''))
  return { file, events }
}

/** Neither the usual order nor that backwards. */
function unusualOrder({ draw }: Lab): readonly (typeof USUAL)[number][] {
  const [durable, leader, lossy] = USUAL as [Order, Order, Order]
  return draw.pick([
    [durable, lossy, leader],
    [leader, durable, lossy],
    [leader, lossy, durable],
    [lossy, durable, leader],
  ])
}

type Order = (typeof USUAL)[number]

function drawEvents({ draw, nonce }: Lab): GivenEvent[] {
  return Array.from({ length: draw.integer(4, 9) }, () => ({
    id: draw.integer(10_000, 99_999),
    kind: draw.pick(['order', 'click', '결제', 'search']),
    nonce: nonce(),
  }))
}
