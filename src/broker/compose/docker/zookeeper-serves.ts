import { connect } from 'node:net'
import type { Address } from '../forwarder.ts'

const ANSWER_MS = 2000

/** Whether a ZooKeeper serves clients, by one of its words of four letters that is always allowed. */
export async function zookeeperServes(address: Address): Promise<boolean> {
  return await new Promise((resolve) => {
    let answer = ''
    const socket = connect(address, () => socket.write('srvr'))
    const settle = (): void => {
      socket.destroy()
      resolve(answer !== '' && !answer.includes('not currently serving'))
    }
    socket.setTimeout(ANSWER_MS, settle)
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
    socket.once('end', settle).once('error', settle)
  })
}
