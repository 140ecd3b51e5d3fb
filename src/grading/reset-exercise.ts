import { copyFile, cp, mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { replaceFile } from '#core/replace-file.ts'
import { isEntryName } from './entry-names.ts'
import { contentHash, readSubmission, type Submission, type SubmissionFile } from './submission.ts'

/** What sets an exercise's folder apart from its stub. */
export type StubChanges = {
  /** Files of the stub that the learner has edited. */
  readonly edited: readonly string[]
  /** Programs that are not in the stub, and whatever else stands where a program should be. */
  readonly added: readonly string[]
  /** Files of the stub that are no longer there, or not as files. */
  readonly missing: readonly string[]
}

/** What `resetExercise` needs to know of an exercise. */
export type ResetParts = {
  readonly folder: string
  readonly stub: Submission
  readonly changes: StubChanges
  /** Where the learner's files go; made here, and not there yet. */
  readonly trashFolder: string
}

/** Compares an exercise's folder with its stub, line ends aside. */
export async function findStubChanges(folder: string, stub: Submission): Promise<StubChanges> {
  const present = await readSubmission(folder)
  const original = new Map(stub.files.map((file) => [file.name, file]))
  const isEdited = (file: SubmissionFile) => {
    const pristine = original.get(file.name)
    return pristine !== undefined && contentHash(pristine.content) !== contentHash(file.content)
  }
  const odd = present.ignored.filter(({ fault }) => fault !== 'not-taken').map(({ name }) => name)
  const isAdded = (name: string) => isEntryName(name) && !original.has(name)
  const names = present.files.map(({ name }) => name)
  return {
    edited: present.files.filter(isEdited).map(({ name }) => name),
    added: [
      ...names.filter(isAdded),
      ...odd.filter((name) => isEntryName(name) || original.has(name)),
    ],
    missing: [...original.keys()].filter((name) => !names.includes(name)),
  }
}

/**
 * Puts the stub back and the learner's files into the trash. Each of them is in the trash whole
 * before anything takes its place, so an end half-way loses nothing.
 */
export async function resetExercise(parts: ResetParts): Promise<void> {
  const { folder, stub, changes, trashFolder } = parts
  const { edited, added, missing } = changes
  if (edited.length + added.length > 0) await mkdir(trashFolder, { recursive: true })
  for (const name of edited) {
    const target = await makeRoom(path.join(trashFolder, name))
    await copyFile(path.join(folder, name), target)
  }
  for (const name of added) {
    await move(path.join(folder, name), await makeRoom(path.join(trashFolder, name)))
  }
  for (const { name, content } of stub.files) {
    if (!edited.includes(name) && !missing.includes(name)) continue
    await replaceFile(await makeRoom(path.join(folder, name)), content)
  }
}

/** Whether there is nothing to reset. */
export function isPristine({ edited, added, missing }: StubChanges): boolean {
  return edited.length + added.length + missing.length === 0
}

async function makeRoom(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true })
  return file
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    await cp(from, to, { recursive: true, verbatimSymlinks: true })
    await rm(from, { recursive: true })
  }
}
