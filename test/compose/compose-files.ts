import { readCompose } from '#compose/read-compose.ts'
import { readKafkaCluster } from '#compose/kafka-cluster.ts'

/** Reads a compose file as grading does, with the given files beside it. */
export function composeOf(
  text: string,
  files: Readonly<Record<string, string>> = {},
  environment: Readonly<Record<string, string>> = {},
) {
  const readFile = (name: string) => files[name]
  return readCompose({ text, file: 'docker-compose.yml', environment, readFile })
}

/** One service `s` of a file that holds these lines under it. */
export function serviceOf(lines: string, files: Readonly<Record<string, string>> = {}) {
  const body = lines.replaceAll(/^/gm, '    ')
  const project = composeOf(`services:\n  s:\n    image: x:1\n${body}\n`, files)
  return { service: project.services[0]!, faults: project.faults.map(({ id }) => id) }
}

/** One Kafka service with this image and environment. */
export function nodeOf(image: string, environment: Readonly<Record<string, string>>) {
  const lines = Object.entries(environment).map(([name, value]) => `      ${name}: '${value}'`)
  const head = `services:\n  kafka:\n    image: ${image}\n`
  const text = lines.length > 0 ? `${head}    environment:\n${lines.join('\n')}\n` : head
  const { nodes } = readKafkaCluster(composeOf(text))
  return nodes[0]!
}
