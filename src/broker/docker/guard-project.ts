import { randomBytes } from 'node:crypto'
import type { Guardian } from '#process/guardian.ts'
import type { CleanUp } from '../clean-up.ts'
import { removalCommand, removeProject } from './remove-project.ts'

/** The name of a new project, which is removed at the end, by the guardian if not by us. */
export function guardProject(guardian: Guardian, cleanUp: CleanUp): string {
  const project = `kafkalings-${randomBytes(5).toString('hex')}`
  const removal = removalCommand(project)
  guardian.guardCommand(removal)
  cleanUp.add(async () => {
    await removeProject(project, guardian)
    guardian.releaseCommand(removal)
  })
  return project
}
