import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** The jars of one release, whole and in a fixed order. */
export type JarSet = {
  readonly folder: string
  /** Absolute paths, sorted: class-data archives need the same order every time. */
  readonly jars: readonly string[]
}

/**
 * Name of the list that makes a folder of jars complete. Its lines: a hash of the recipe, then
 * `<size in bytes> <file name>` per jar, sorted by name.
 */
const STAMP = 'jars.list'

/** The jars in a folder, undefined when it is missing, torn or made by another recipe. */
export async function readJarCache(folder: string, recipe: string): Promise<JarSet | undefined> {
  try {
    const [hash, ...lines] = (await readFile(path.join(folder, STAMP), 'utf8')).trim().split('\n')
    if (hash !== hashOf(recipe) || lines.length === 0) return undefined
    const isWhole = await Promise.all(lines.map((line) => isAsListed(folder, line)))
    if (!isWhole.every(Boolean)) return undefined
    return { folder, jars: lines.map((line) => path.join(folder, parseLine(line).name)) }
  } catch {
    return undefined
  }
}

/** Writes the list of the jars that are in the folder, last of all; returns how many there are. */
export async function stampJarCache(folder: string, recipe: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jar')).toSorted()
  const sizes = await Promise.all(names.map((name) => sizeOf(path.join(folder, name))))
  const lines = names.map((name, index) => `${sizes[index]} ${name}`)
  await writeFile(path.join(folder, STAMP), `${[hashOf(recipe), ...lines].join('\n')}\n`)
  return names.length
}

async function isAsListed(folder: string, line: string): Promise<boolean> {
  const { sizeBytes, name } = parseLine(line)
  return sizeBytes > 0 && (await sizeOf(path.join(folder, name))) === sizeBytes
}

function parseLine(line: string): { sizeBytes: number; name: string } {
  const space = line.indexOf(' ')
  return { sizeBytes: Number(line.slice(0, space)), name: line.slice(space + 1) }
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file)).size
}

function hashOf(recipe: string): string {
  return createHash('sha256').update(recipe).digest('hex').slice(0, 16)
}
