import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** The folder of the repository. */
export const ROOT = path.join(import.meta.dirname, '../..')

const NOT_OURS = new Set(['node_modules', '.git', '.venv', '.kafkalings', 'coverage'])

/** Every text file of the repository, or of some of its folders; paths are from its root. */
export function readTexts(folders: readonly string[] = ['.']): { file: string; text: string }[] {
  return folders
    .flatMap(listFiles)
    .map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }))
    .filter(({ text }) => !text.includes('\0'))
}

/** The files below a folder, without what is installed, generated or git's own. */
export function listFiles(folder: string): string[] {
  const absolute = path.join(ROOT, folder)
  if (!existsSync(absolute)) return []
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name) || entry.name.endsWith('.log')) return []
    const file = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return listFiles(file)
    return entry.isFile() ? [file] : []
  })
}

/** Whether a path from the repository's root is there. */
export function isInRepository(file: string): boolean {
  return statSync(path.join(ROOT, file), { throwIfNoEntry: false }) !== undefined
}
