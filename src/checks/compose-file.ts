import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Bilingual } from '#core/bilingual.ts'
import { readKafkaCluster, type KafkaCluster } from '#compose/kafka-cluster.ts'
import { showPlace, type Place } from '#compose/place.ts'
import { readCompose } from '#compose/read-compose.ts'
import type { Lab } from './lab.ts'

const LONGEST_LINE = 140

/** The learner's compose file, read as Compose and as Kafka would. */
export type SubmittedCompose = {
  readonly cluster: KafkaCluster
  /** A place with the line that stands there, as the learner wrote it. */
  readonly quote: (place: Place) => Bilingual
}

/** Reads the compose file of the submission; only files of its own folder, and no variables of ours. */
export function readSubmittedCompose({ entryFile, submissionFolder }: Lab): SubmittedCompose {
  const readFile = (name: string) => readInside(submissionFolder, name)
  const text = readFile(entryFile) ?? ''
  const project = readCompose({ text, file: entryFile, environment: {}, readFile })
  return {
    cluster: readKafkaCluster(project),
    quote: (place) => {
      const line = readFile(place.file)?.split('\n')[place.line - 1]?.trim() ?? ''
      const shown = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line
      const quoted = `${showPlace(place)}  ${shown}`.trimEnd()
      return { en: quoted, ko: quoted }
    },
  }
}

/** The text of a file in a folder; one that lies outside counts as missing. */
function readInside(folder: string, name: string): string | undefined {
  const file = path.resolve(folder, name)
  if (path.relative(folder, file).startsWith('..')) return undefined
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
