import type { KafkaConnection } from './kafka-connection.ts'
import { errorName, type Exchange, kafkajs } from './kafkajs-protocol.ts'

/** A group of any protocol; the type is `consumer` for both kinds of consumer groups. */
export type ListedGroup = { readonly groupId: string; readonly protocolType: string }

type Listing = { readonly errorCode: number; readonly groups: readonly ListedGroup[] }

/** Lists the groups of every broker; each broker knows those it coordinates. */
export function listGroups(connection: KafkaConnection): Promise<ListedGroup[]> {
  return connection.untilSettled(
    async () => {
      const { brokers } = await connection.readMetadata([])
      const listings = brokers.map(({ nodeId }) => connection.askBroker(nodeId, listExchange()))
      const groups: ListedGroup[] = []
      for (const listing of await Promise.all(listings)) {
        if (listing.errorCode !== 0) throw connection.notYet(errorName(listing.errorCode))
        groups.push(...listing.groups)
      }
      return groups.toSorted((a, b) => (a.groupId < b.groupId ? -1 : 1))
    },
    { what: 'the list of groups' },
  )
}

/** ListGroups v2; layout in kafkajs/src/protocol/requests/listGroups/v1/response.js. */
function listExchange(): Exchange<Listing> {
  return {
    request: kafkajs.request('listGroups/v2', {}),
    response: kafkajs.response('listGroups/v2'),
  }
}
