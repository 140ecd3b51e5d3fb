import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Kafka } from 'kafkajs'
import { parse } from 'yaml'

type Requirement = {
  readonly topic: string
  readonly promise: 'survives-a-broker' | 'leader-has-it' | 'loss-is-fine'
  readonly file: string
}

const brokers = (process.env.KAFKA_BROKERS ?? 'localhost:9092').split(',')
const requirementsFile = process.env.REQUIREMENTS_FILE ?? 'requirements.yml'

const requirements = parse(readFileSync(requirementsFile, 'utf8')) as Requirement[]
const kafka = new Kafka({ clientId: 'producer', brokers })

/** The lines of a file that is named relative to the requirements. */
function readLines(file: string): string[] {
  const place = path.resolve(path.dirname(requirementsFile), file)
  return readFileSync(place, 'utf8').trim().split('\n')
}

for (const { topic, promise, file } of requirements) {
  console.log(`${readLines(file).length} messages for ${topic}, promise: ${promise}`)
}

// TODO 1: turn each promise into a value for acks.

// TODO 2: send every line of each file as one message to its topic, with these acks, and disconnect.

// TODO 3: when a topic could not be written to, say which one or why, and end with exit code 1.
void kafka
