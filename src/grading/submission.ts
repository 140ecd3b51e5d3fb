import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { REPOSITORY } from '#core/repository.ts'
import type { CourseExercise } from './course.ts'
import { entryNames, isComposeName, isEntryName } from './entry-names.ts'

const LARGEST_FILE_BYTES = 4 * 1024 * 1024
const MOST_FILES = 500
/** Never taken over: our own copies are used, or they would configure our tools. */
const IGNORED = new Set(['node_modules', 'package.json', 'package-lock.json', 'tsconfig.json'])
/** Compose reads them beside its file; nothing that runs programs does. */
const ENV_FILE = /^\.(?:[\w-]+\.)?env(?:\.[\w-]+)?$/

/** Why a file could not be read as a regular file. */
export type FileFault =
  | 'missing'
  | 'folder'
  | 'link'
  | 'special'
  | 'empty'
  | 'huge'
  | 'unreadable'
  | 'not-text'

/** One regular file of a submission, by its path relative to the exercise's folder. */
export type SubmissionFile = { readonly name: string; readonly content: Buffer }

/** The files of one exercise as the learner has them. */
export type Submission = {
  readonly folder: string
  readonly files: readonly SubmissionFile[]
  /** Entries that are not regular files or not taken over, by name, with the reason. */
  readonly ignored: readonly { readonly name: string; readonly fault: FileFault | 'not-taken' }[]
}

/** Reads the regular files under an exercise's folder: no links, devices or oversized files. */
export async function readSubmission(folder: string): Promise<Submission> {
  const files: SubmissionFile[] = []
  const ignored: { name: string; fault: FileFault | 'not-taken' }[] = []
  const visit = async (relative: string): Promise<void> => {
    const here = path.join(folder, relative)
    const entries = await readdir(here, { withFileTypes: true }).catch(() => undefined)
    if (!entries) ignored.push({ name: relative, fault: 'unreadable' })
    const hasComposeFile = entries?.some((entry) => isComposeName(entry.name)) ?? false
    for (const entry of (entries ?? []).toSorted((one, other) =>
      one.name < other.name ? -1 : 1,
    )) {
      const name = path.join(relative, entry.name)
      const isHidden = entry.name.startsWith('.') && !(hasComposeFile && ENV_FILE.test(entry.name))
      if (IGNORED.has(entry.name) || isHidden) {
        ignored.push({ name, fault: 'not-taken' })
      } else if (entry.isDirectory()) {
        if (isEntryName(entry.name)) ignored.push({ name, fault: 'folder' })
        else await visit(name)
      } else if (files.length >= MOST_FILES) {
        ignored.push({ name, fault: 'huge' })
      } else {
        const content = await readRegularFile(path.join(folder, name))
        if (Buffer.isBuffer(content)) files.push({ name, content })
        else ignored.push({ name, fault: content })
      }
    }
  }
  if (await isFolder(folder)) await visit('')
  return { folder, files, ignored }
}

/** Whether the learner has changed a file of the stub or added a program, line ends aside. */
export async function isTouched(
  exercise: CourseExercise,
  submission: Submission,
): Promise<boolean> {
  const entries = entryNames(exercise)
  if (submission.ignored.some(({ name }) => entries.includes(name))) return true
  if (submission.files.length === 0) return false
  const stub = await readSubmission(REPOSITORY.stubFolder(exercise.slug))
  const hashes = ({ files }: Submission) =>
    new Map(files.map(({ name, content }) => [name, contentHash(content)]))
  const [pristine, present] = [hashes(stub), hashes(submission)]
  const names = new Set([...pristine.keys(), ...entries])
  return [...names].some((name) => pristine.get(name) !== present.get(name))
}

/** The hash of a text with its line ends made equal. */
export function contentHash(content: Buffer): string {
  const text = content.toString('latin1').replaceAll('\r\n', '\n').trimEnd()
  return createHash('sha256').update(text, 'latin1').digest('hex')
}

async function isFolder(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => undefined)
  return stats?.isDirectory() ?? false
}

/** Opens without following links or blocking on a FIFO, and reads only what is a bounded file. */
async function readRegularFile(file: string): Promise<Buffer | FileFault> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  try {
    await using handle = await open(file, flags)
    const stats = await handle.stat()
    if (stats.isDirectory()) return 'folder'
    if (!stats.isFile()) return 'special'
    if (stats.size > LARGEST_FILE_BYTES) return 'huge'
    return await handle.readFile()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ELOOP' || code === 'EMLINK') return 'link'
    if (code === 'ENXIO') return 'special'
    return code === 'ENOENT' ? 'missing' : 'unreadable'
  }
}
