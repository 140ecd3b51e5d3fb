import { readFileSync } from 'node:fs'
import { cp, readdir } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { REPOSITORY } from '#core/repository.ts'
import { runCommand } from '#process/run-command.ts'

const fixtureSchema = z.strictObject({
  about: z.string(),
  /** What is needed beyond Node: a name of `PROBES`. */
  tools: z.array(z.string()).default([]),
  fails: z.array(z.string()).default([]),
  failsAny: z.array(z.string()).default([]),
  may: z.array(z.string()).default([]),
  /** Bonus checks that a right program passes; a bonus may always be left out. */
  earns: z.array(z.string()).default([]),
  seed: z.string().optional(),
})

/** One right or wrong program and what its verdict must be. */
export type Fixture = z.infer<typeof fixtureSchema> & {
  readonly kind: 'right' | 'wrong'
  readonly name: string
  readonly folder: string
}

/** The fixtures of an exercise, right ones first. */
export async function readFixtures(slug: string): Promise<Fixture[]> {
  const fixtures = await Promise.all(
    (['right', 'wrong'] as const).map(async (kind) => {
      const folder = path.join(REPOSITORY.root, 'fixtures', slug, kind)
      const names = await readdir(folder).catch(() => [])
      return names
        .toSorted((one, other) => (one < other ? -1 : 1))
        .map((name) => readFixture(path.join(folder, name), kind, name))
    }),
  )
  return fixtures.flat()
}

function readFixture(folder: string, kind: Fixture['kind'], name: string): Fixture {
  const text = readFileSync(path.join(folder, 'fixture.yaml'), 'utf8')
  return { ...fixtureSchema.parse(parse(text)), kind, name, folder }
}

/** Lays a fixture over the stub, as a folder of submissions would have it. */
export async function layOver(fixture: Fixture, slug: string, target: string): Promise<void> {
  await cp(REPOSITORY.stubFolder(slug), path.join(target, slug), { recursive: true })
  // One fixture is a link to a file of this repository.
  const links = { recursive: true, dereference: true }
  await cp(fixture.folder, path.join(target, slug), links)
}

const PROBES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  python: ['python3', '--version'],
  'kafka-python': ['python3', '-c', 'import kafka'],
  'confluent-kafka': ['python3', '-c', 'import confluent_kafka'],
  java: ['java', '--list-modules'],
  bash: ['bash', '--version'],
  kcat: ['kcat', '-V'],
}

const probed = new Map<string, Promise<boolean>>()

/** The tools a fixture needs that are not on this computer. */
export async function missingTools({ tools }: Fixture): Promise<string[]> {
  const missing = await Promise.all(
    tools.map(async (tool) => {
      const probe = PROBES[tool]
      if (!probe) throw new Error(`no probe for the tool ${tool}`)
      const found = probed.get(tool) ?? isThere(probe)
      probed.set(tool, found)
      return (await found) ? [] : [tool]
    }),
  )
  return missing.flat()
}

async function isThere([file, ...args]: readonly [string, ...string[]]): Promise<boolean> {
  const { outcome, exitCode } = await runCommand(file, args, { timeoutMs: 30_000 })
  return outcome === 'exited' && exitCode === 0
}
