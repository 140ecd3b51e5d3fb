import type { Place } from './place.ts'

/** One mistake of a file about Kafka, as data: its kind, where it is, and the facts of it. */
export type KafkaFault<Id extends string> = {
  readonly id: Id
  /** The service it is in. */
  readonly service: string
  readonly at: Place
  /** What a sentence about it names: values, addresses, variables. */
  readonly facts: Readonly<Record<string, string>>
}
