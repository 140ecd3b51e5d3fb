import { sendMessages } from '#kafka/send-messages.ts'
import type { PrintableMessage } from './assert-offsets.ts'
import type { Lab } from './lab.ts'

/** Sends one message with a fresh nonce to each listed partition, in that order. */
export async function sendNonces(
  lab: Lab,
  topic: string,
  partitions: readonly number[],
): Promise<PrintableMessage[]> {
  const { draw } = lab
  const messages = partitions.map((partition) => {
    const nonce = lab.nonce()
    const user = draw.integer(1000, 9999)
    const event = { user_id: user, action: draw.pick(['login', 'logout', '구매']), nonce }
    return { partition, nonce, key: `user-${user}`, value: JSON.stringify(event) }
  })
  const places = await sendMessages(lab.kafka, topic, messages)
  return messages.map(({ nonce }, index) => ({ nonce, ...places[index]! }))
}
