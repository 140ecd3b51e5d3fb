import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readKafkaCluster, type KafkaCluster } from './kafka-cluster.ts'
import { readCompose } from './read-compose.ts'

/** A compose file with the folder it lies in. */
export type ComposeFolder = {
  readonly cluster: KafkaCluster
  /** The text of a file of the folder; one that lies outside, or is not there, is undefined. */
  readonly readFile: (name: string) => string | undefined
}

/** Reads a compose file; only files of its own folder, and no variables of ours. */
export function readComposeFolder(folder: string, file: string): ComposeFolder {
  const readFile = (name: string) => readInside(folder, name)
  const project = readCompose({ text: readFile(file) ?? '', file, environment: {}, readFile })
  return { cluster: readKafkaCluster(project), readFile }
}

function readInside(folder: string, name: string): string | undefined {
  const file = path.resolve(folder, name)
  if (path.relative(folder, file).startsWith('..')) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
