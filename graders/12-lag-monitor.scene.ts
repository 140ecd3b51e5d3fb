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
  type PartitionLag,
} from '#checks/index.ts'

/** A watched group with its topic, and the ways to change its lag, each of them in one step. */
export type Scene = Awaited<ReturnType<typeof setScene>>

/**
 * A group with one live member and commits on two topics. Of the watched topic one partition was never
 * committed. What is behind outside the partition that will grow is little, so whoever leaves some of
 * it out, or adds to it, still alarms when the lag crosses the limit, but with another number.
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
  const count = draw.integer(4, 6)
  const partitions = Array.from({ length: count }, (_, partition) => partition)
  await createTopic(lab.kafka, { topic: names.topic, partitions: count })
  await createTopic(lab.kafka, { topic: names.decoy, partitions: 2 })
  await createTopic(lab.kafka, { topic: names.alerts, partitions: draw.integer(1, 3) })
  const [busy, other] = draw.shuffle(partitions.slice(1)) as [number, number]
  const open = draw.pick(partitions.filter((each) => each !== busy && each !== other))
  await fill(lab, names, partitions)
  const cuts = [open, other].map((partition) => {
    return { partition, offset: BigInt(draw.integer(2, 4)) }
  })
  await deleteRecordsBefore(lab.kafka, names.topic, cuts)
  await commitPlaces(lab, names, busy, open)
  const owned = { [names.topic]: partitions, [names.decoy]: [0, 1] }
  const member = await joinGroup(lab.kafka, names.groupId, owned)
  const readLags = () => readLag(lab.kafka, names.groupId, names.topic)
  const limit = totalLag(await readLags()) + draw.integer(15, 25)
  return { ...names, limit, member, readLags, ...moves(lab, names, { limit, busy, other, member }) }
}

type Names = { readonly topic: string; readonly decoy: string; readonly groupId: string }

/** The other topic of the group alone is further behind than any limit. */
async function fill(lab: Lab, { topic, decoy }: Names, partitions: readonly number[]) {
  const { draw } = lab
  const many = (partition: number, length: number) => Array.from({ length }, () => partition)
  const places = partitions.flatMap((partition) => many(partition, draw.integer(9, 12)))
  await sendNonces(lab, topic, places)
  await sendNonces(lab, decoy, [...many(0, draw.integer(60, 80)), ...many(1, draw.integer(60, 80))])
}

async function commitPlaces(
  lab: Lab,
  { topic, decoy, groupId, otherGroup }: Names & { readonly otherGroup: string },
  busy: number,
  open: number,
) {
  const ends = (await readTopic(lab.kafka, topic))!.partitions
  const places = ends
    .filter(({ partition }) => partition !== open)
    .map(({ partition, end }) => {
      const behind = partition === busy ? lab.draw.integer(3, 6) : lab.draw.integer(0, 2)
      return { partition, offset: end - BigInt(behind) }
    })
  const anywhere = [0, 1].map((partition) => ({ partition, offset: 4n }))
  await commitOffsets(lab.kafka, groupId, topic, places)
  await commitOffsets(lab.kafka, groupId, decoy, anywhere)
  await commitOffsets(lab.kafka, otherGroup, topic, anywhere)
}

type Parts = {
  readonly limit: number
  readonly busy: number
  readonly other: number
  readonly member: GroupMember
}

function moves(lab: Lab, { topic, groupId }: Names, { limit, busy, other, member }: Parts) {
  const read = () => readLag(lab.kafka, groupId, topic)
  const lagOf = (lags: readonly PartitionLag[], partition: number) => lags[partition]?.lag ?? 0
  /** One batch on one partition, after which that partition alone is over the limit. */
  const cross = async (partition: number) => {
    const lags = await read()
    const wanted = limit + lab.draw.integer(3, 9)
    const missing = wanted - lagOf(lags, partition)
    await sendNonces(
      lab,
      topic,
      Array.from({ length: missing }, () => partition),
    )
  }
  return {
    /** The lag grows over the limit. */
    cross: () => cross(busy),
    /** The same on another partition. */
    crossAgain: () => cross(other),
    /** The member commits nearly the end of the partition that grew; false when it was hindered. */
    catchUp: async () => {
      const { end } = (await read())[busy]!
      const behind = BigInt(lab.draw.integer(1, 3))
      return member.commit(topic, [{ partition: busy, offset: end - behind }])
    },
  }
}
