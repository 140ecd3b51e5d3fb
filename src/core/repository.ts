import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '')

/** Where things are in this checkout; graders, messages and stubs always come from here. */
export const REPOSITORY = {
  root,
  nodeModules: path.join(root, 'node_modules'),
  exercises: path.join(root, 'exercises'),
  /** What a user starts by hand and the Docker provider starts for a run. */
  composeFile: path.join(root, 'docker-compose.yml'),
  courseFile: path.join(root, 'exercises', 'course.yaml'),
  workerFile: path.join(root, 'src', 'checks', 'worker.ts'),
  progressFolder: path.join(root, '.kafkalings'),
  /** What `reset` has taken out of exercises. */
  trash: path.join(root, '.kafkalings', 'trash'),
  /** The record of the last run over our own exercises, for whoever is asked for details. */
  lastRecord: path.join(root, '.kafkalings', 'last-run.json'),
  graderFile: (slug: string) => path.join(root, 'graders', `${slug}.grader.ts`),
  messagesFile: (slug: string) => path.join(root, 'graders', `${slug}.messages.ts`),
  stubFolder: (slug: string) => path.join(root, 'fixtures', slug, 'stub'),
} as const

/** The version in our package.json. */
export function readOwnVersion(): string {
  const text = readFileSync(path.join(root, 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
