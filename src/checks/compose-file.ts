import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import type { KafkaCluster } from '#compose/kafka-cluster.ts'
import { showPlace, type Place } from '#compose/place.ts'
import { readComposeFolder } from '#compose/read-folder.ts'
import type { Lab } from './lab.ts'

const LONGEST_LINE = 140

/** The learner's compose file, read as Compose and as Kafka would. */
export type SubmittedCompose = {
  readonly cluster: KafkaCluster
  /** A place with the line that stands there, as the learner wrote it. */
  readonly quote: (place: Place) => Bilingual
}

/** Reads the compose file of the submission. */
export function readSubmittedCompose({ entryFile, submissionFolder }: Lab): SubmittedCompose {
  const { cluster, readFile } = readComposeFolder(submissionFolder, entryFile)
  return {
    cluster,
    quote: (place) => {
      const line = readFile(place.file)?.split('\n')[place.line - 1]?.trim() ?? ''
      const shown = line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line
      const quoted = `${showPlace(place)}  ${shown}`.trimEnd()
      return sameInBoth(quoted)
    },
  }
}
