import { pathToFileURL } from 'node:url'
import type { ExerciseMessages } from '#core/exercise-messages.ts'
import { REPOSITORY } from '#core/repository.ts'

/** Loads the sentences of an exercise (`graders/NN-slug.messages.ts`). */
export async function readMessages(slug: string): Promise<ExerciseMessages> {
  const url = pathToFileURL(REPOSITORY.messagesFile(slug)).href
  const module = (await import(url)) as { messages: ExerciseMessages }
  return module.messages
}
