import type { Socket } from 'node:net'
import { errorMessage } from '#core/errors.ts'
import { splitAddress } from './broker-address.ts'
import { findCoordinatorExchange } from './find-coordinator.ts'
import { errorName } from './kafkajs-protocol.ts'
import { openWire } from './wire-connection.ts'

const ASK_MS = 3000

/** Asks once which broker looks after a group; its name of the error, or what went wrong, else ''. */
export async function askCoordinatorOnce(
  address: string,
  groupId: string,
  openSocket: (host: string, port: number) => Socket,
): Promise<string> {
  const to = { ...splitAddress(address), clientId: groupId, timeoutMs: ASK_MS, openSocket }
  try {
    await using wire = await openWire(to)
    const { errorCode } = await wire.send(findCoordinatorExchange(groupId), ASK_MS)
    return errorCode === 0 ? '' : errorName(errorCode)
  } catch (error) {
    return errorMessage(error)
  }
}
