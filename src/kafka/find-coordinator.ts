import { joinAddress } from './broker-address.ts'
import { type Exchange, kafkajs } from './kafkajs-protocol.ts'

/** The broker that keeps a group's members and offsets, unless `errorCode` is not 0. */
export type FoundCoordinator = { readonly errorCode: number; readonly address: string }

const GROUP_KEY = 0

/** FindCoordinator v2; layout in kafkajs/src/protocol/requests/findCoordinator/v1/response.js. */
export function findCoordinatorExchange(groupId: string): Exchange<FoundCoordinator> {
  const args = { coordinatorKey: groupId, coordinatorType: GROUP_KEY }
  return {
    request: kafkajs.request('findCoordinator/v2', args),
    response: { decode },
  }
}

function decode(body: Buffer): FoundCoordinator {
  const decoder = kafkajs.createDecoder(body)
  decoder.readInt32()
  const errorCode = decoder.readInt16()
  decoder.readString()
  decoder.readInt32()
  const host = decoder.readString() ?? ''
  return { errorCode, address: joinAddress(host, decoder.readInt32()) }
}
