import { execaSync } from 'execa'
import { formatShare, parseShare, type CourseShare } from '../test/course/share.ts'

/** Into so many shares the course gate is cut when nobody asks for all of it. */
const SHARES = 12

const OF_ONE_EXERCISE = /^(?:exercises|fixtures|graders)\/(\d\d-[a-z0-9-]+)/
const OF_ALL = /^(?:src\/|test\/course\/|exercises\/course\.yaml$|package(?:-lock)?\.json$)/

/**
 * What of the gate an ordinary `npm test` takes: the exercises that were changed, whole; and when
 * nothing was, or something all of them stand on, one share of the rest, another for each commit.
 */
export function chooseCourseShare(changed: readonly string[], commit: string): CourseShare {
  const whole = [...new Set(changed.flatMap((file) => OF_ONE_EXERCISE.exec(file)?.[1] ?? []))]
  if (whole.length > 0 && !changed.some((file) => OF_ALL.test(file))) return { whole }
  const index = (Number.parseInt(commit.slice(0, 8), 16) || 0) % SHARES
  return { whole, share: { index, of: SHARES } }
}

/** One share of every exercise, from `2/4`; undefined when it is not of that form. */
export function askedCourseShare(text: string): CourseShare | undefined {
  const share = parseShare(text)
  return share && { whole: [], share }
}

/** Files not committed, or committed and not yet pushed; and the commit that is checked out. */
export function readChanges(): { changed: string[]; commit: string } {
  const changed = [
    ...gitLines(['status', '--porcelain', '--untracked-files=all']).map((line) => line.slice(3)),
    ...gitLines(['diff', '--name-only', '@{upstream}...HEAD']),
  ]
  return { changed, commit: gitLines(['rev-parse', 'HEAD'])[0] ?? '' }
}

/** Nothing where there is no Git, no repository or no upstream. */
function gitLines(args: readonly string[]): string[] {
  const { stdout } = execaSync('git', args, { reject: false, stripFinalNewline: true })
  return typeof stdout === 'string' && stdout !== '' ? stdout.split('\n') : []
}

/** The share in words, for the heading of the gate. */
export function describeShare({ whole, share }: CourseShare): string {
  const parts = [whole.join(', '), share ? `share ${formatShare(share)} of all exercises` : '']
  return parts.filter((part) => part !== '').join(' and ')
}
