import {
  commitOffsets,
  createTopic,
  deleteRecordsBefore,
  joinGroup,
  readLag,
  readTopic,
  sendNonces,
  totalLag,
  type GroupMember,
  type Lab,
} from '#checks/index.ts'

/** The lag at the beginning is above what LIMIT is when nobody gives it. */
const MORE_THAN_DEFAULT = 102

/** A watched group with its topic, and the ways to change its lag. */
export type Scene = Awaited<ReturnType<typeof setScene>>

/**
 * A group with one live member and commits on two topics; one partition of the watched topic was never
 * committed. The lag begins above the default of LIMIT and below the LIMIT that is given. It grows so
 * that each committed partition alone is over the limit: whoever counts one partition only, leaves one
 * out or counts one wrongly alarms all the same, but with another number.
 */
export async function setScene(lab: Lab) {
  const { draw } = lab
  const names = {
    topic: lab.name('user-events'),
    decoy: lab.name('user-orders'),
    alerts: lab.name('lag-alerts'),
    groupId: lab.name('user-event-group'),
    otherGroup: lab.name('user-event-group-2'),
  }
  const count = draw.integer(4, 5)
  const partitions = Array.from({ length: count }, (_, partition) => partition)
  await createTopic(lab.kafka, { topic: names.topic, partitions: count })
  await createTopic(lab.kafka, { topic: names.decoy, partitions: 2 })
  await createTopic(lab.kafka, { topic: names.alerts, partitions: draw.integer(1, 3) })
  const open = draw.integer(1, count - 2) // neither the first nor the last
  const committed = partitions.filter((partition) => partition !== open)
  await fill(lab, names, open, committed)
  const cuts = [open, draw.pick(committed)].map((partition) => {
    return { partition, offset: BigInt(draw.integer(2, 4)) }
  })
  await deleteRecordsBefore(lab.kafka, names.topic, cuts)
  await commitPlaces(lab, names, committed)
  const owned = { [names.topic]: partitions, [names.decoy]: [0, 1] }
  const member = await joinGroup(lab.kafka, names.groupId, owned)
  const readLags = () => readLag(lab.kafka, names.groupId, names.topic)
  const limit = totalLag(await readLags()) + draw.integer(15, 25)
  return { ...names, limit, member, readLags, ...moves(lab, names, { limit, committed, member }) }
}

type Names = { readonly topic: string; readonly decoy: string; readonly groupId: string }

/** The other topic of the group alone is further behind than the limit. */
async function fill(lab: Lab, { topic, decoy }: Names, open: number, committed: readonly number[]) {
  const { draw } = lab
  const many = (partition: number, length: number) => Array.from({ length }, () => partition)
  const places = committed.flatMap((partition) => many(partition, draw.integer(50, 60)))
  await sendNonces(lab, topic, [...places, ...many(open, draw.integer(9, 12))])
  const orders = [0, 1].flatMap((partition) => many(partition, draw.integer(140, 170)))
  await sendNonces(lab, decoy, orders)
}

async function commitPlaces(
  lab: Lab,
  { topic, decoy, groupId, otherGroup }: Names & { readonly otherGroup: string },
  committed: readonly number[],
) {
  const least = Math.ceil(MORE_THAN_DEFAULT / committed.length)
  const { partitions } = (await readTopic(lab.kafka, topic))!
  const places = committed.map((partition) => {
    const behind = BigInt(lab.draw.integer(least, least + 6))
    return { partition, offset: partitions[partition]!.end - behind }
  })
  const anywhere = [0, 1].map((partition) => ({ partition, offset: 4n }))
  await commitOffsets(lab.kafka, groupId, topic, places)
  await commitOffsets(lab.kafka, groupId, decoy, anywhere)
  await commitOffsets(lab.kafka, otherGroup, topic, anywhere)
}

type Parts = {
  readonly limit: number
  readonly committed: readonly number[]
  readonly member: GroupMember
}

function moves(lab: Lab, { topic, groupId }: Names, { limit, committed, member }: Parts) {
  const { draw } = lab
  /** One batch for each partition, after which it is over the limit by itself; their sizes. */
  const grow = async (partitions: readonly number[]): Promise<number[]> => {
    const lags = await readLag(lab.kafka, groupId, topic)
    const batches = partitions.map((partition) => {
      return { partition, length: limit + draw.integer(3, 9) - lags[partition]!.lag }
    })
    await sendNonces(
      lab,
      topic,
      batches.flatMap(({ partition, length }) => Array.from({ length }, () => partition)),
    )
    return batches.map(({ length }) => length)
  }
  const place = draw.pick(committed)
  return {
    /** The lag grows over the limit, on each partition that has a commit. */
    cross: () => grow(committed),
    /** The lag grows on one partition until it is just the limit, which is not over it. */
    fillUp: async () => {
      const length = limit - totalLag(await readLag(lab.kafka, groupId, topic))
      const batch = Array.from({ length }, () => place)
      await sendNonces(lab, topic, batch)
      return [length]
    },
    /** One message more on that partition. */
    addOne: async () => {
      await sendNonces(lab, topic, [place])
      return [1]
    },
    /** It grows there so that this partition alone, and therefore all, are over the limit by little. */
    crossAgain: () => grow([place]),
    /**
     * The member commits nearly the ends; false when it was hindered. The lag is then 20 to 40, which
     * is less than the limit, but not for whoever compares them as texts.
     */
    catchUp: async () => {
      const lags = await readLag(lab.kafka, groupId, topic)
      const offsets = committed.map((partition) => {
        const behind = partition === place ? draw.integer(14, 17) : draw.integer(1, 3)
        return { partition, offset: lags[partition]!.end - BigInt(behind) }
      })
      return member.commit(topic, offsets)
    },
  }
}
