import { cp } from 'node:fs/promises'
import path from 'node:path'
import { REPOSITORY } from '#core/repository.ts'
import { makeTempFolder, type TempFolder } from './temp-folder.ts'

const PRODUCER_HEAD = `
import { readFileSync } from 'node:fs'
import { Kafka } from 'kafkajs'
const events = readFileSync(process.env.EVENTS_FILE, 'utf8').trim().split('\\n')
const producer = new Kafka({ brokers: process.env.KAFKA_BROKERS.split(','), logLevel: 0 }).producer()
const topic = process.env.TOPIC
`

/** A whole right 03-produce. */
export const RIGHT_PRODUCER = `${PRODUCER_HEAD}
await producer.connect()
await producer.send({ topic, messages: events.map((value) => ({ value })) })
await producer.disconnect()
`

/** One that sends half of the events, waits for \`pauseMs\`, and sends the others until they are in. */
export function slowProducer(pauseMs: number): string {
  return `${PRODUCER_HEAD}
await producer.connect()
const send = (values) => producer.send({ topic, messages: values.map((value) => ({ value })) })
await send(events.slice(0, 1))
console.log('half way')
setTimeout(() => send(events.slice(1)).then(() => producer.disconnect()), ${pauseMs})
`
}

/** A folder of submissions with one program for 03-produce, as \`--exercises\` takes it. */
export async function submitProducer(code: string, name = 'producer.mjs'): Promise<TempFolder> {
  const temp = await makeTempFolder()
  await temp.write(path.join('03-produce', name), code)
  return temp
}

/** A folder like a fresh clone's \`exercises/\`: every stub untouched. */
export async function freshClone(): Promise<TempFolder> {
  const temp = await makeTempFolder()
  for (const slug of ['01-compose-cluster', '03-produce', '04-consume', '07-consumer-group']) {
    await cp(REPOSITORY.stubFolder(slug), path.join(temp.folder, slug), { recursive: true })
  }
  return temp
}
