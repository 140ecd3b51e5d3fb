/** A JSON object of the request log; empty when the value is something else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Record<string, unknown>) : {}
}

/** The objects of a JSON list under a name; empty when there is no list. */
export function objectsIn(value: unknown, name: string): Readonly<Record<string, unknown>>[] {
  const list = fieldsOf(value)[name]
  return Array.isArray(list) ? list.map(fieldsOf) : []
}

/** The text under a name; empty when there is none. */
export function textIn(value: unknown, name: string): string {
  const text = fieldsOf(value)[name]
  return typeof text === 'string' ? text : ''
}

/** The number under a name; −1, Kafka's own word for "none", when there is none. */
export function numberIn(value: unknown, name: string): number {
  const number = fieldsOf(value)[name]
  return typeof number === 'number' ? number : -1
}
