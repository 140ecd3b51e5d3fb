import path from 'node:path'
import { runCommand } from '#process/run-command.ts'
import { OLDEST_JAVA, parseJavaSettings, parseJavaVersion } from './java-version.ts'

type Env = Readonly<Record<string, string | undefined>>

/** A Java that can run Kafka. */
export type Java = {
  /** The `java` program itself, behind every wrapper script. */
  readonly path: string
  /** The feature release, 17 or newer. */
  readonly release: number
  readonly version: string
  /** Vendor, exact version and architecture: what a class-data archive depends on. */
  readonly build: string
}

/** What became of one place where a Java was looked for. */
export type JavaFinding =
  | { readonly kind: 'usable'; readonly java: Java }
  | { readonly kind: 'too-old'; readonly path: string; readonly version: string }
  | { readonly kind: 'broken'; readonly path: string; readonly detail: string }
  | { readonly kind: 'missing'; readonly path: string }

const PROBE_MS = 20_000

/** Looks at `JAVA_HOME`, then at the PATH; the first usable one ends the search and comes last. */
export async function findJava(env: Env): Promise<readonly JavaFinding[]> {
  const places = env.JAVA_HOME ? [path.join(env.JAVA_HOME, 'bin', 'java'), 'java'] : ['java']
  const findings: JavaFinding[] = []
  for (const place of places) {
    const finding = await probeJava(place, env)
    findings.push(finding)
    if (finding.kind === 'usable') break
  }
  return findings
}

/** The usable Java among the findings. */
export function usableJava(findings: readonly JavaFinding[]): Java | undefined {
  const last = findings.at(-1)
  return last?.kind === 'usable' ? last.java : undefined
}

async function probeJava(file: string, env: Env): Promise<JavaFinding> {
  const result = await runCommand(file, ['-XshowSettings:properties', '-version'], {
    timeoutMs: PROBE_MS,
    env: { PATH: env.PATH ?? '' },
  })
  if (result.outcome === 'not-found') return { kind: 'missing', path: file }
  const lastLine = result.output.trim().split('\n').at(-1) ?? ''
  if (result.outcome !== 'exited' || result.exitCode !== 0) {
    const ending = result.outcome === 'exited' ? `exit code ${result.exitCode}` : result.outcome
    return { kind: 'broken', path: file, detail: `${ending}: ${lastLine}` }
  }
  return readSettings(file, parseJavaSettings(result.output), lastLine)
}

function readSettings(
  file: string,
  settings: ReadonlyMap<string, string>,
  lastLine: string,
): JavaFinding {
  const version = settings.get('java.version') ?? ''
  const home = settings.get('java.home')
  const release = parseJavaVersion(version)
  if (release === undefined || home === undefined) {
    return { kind: 'broken', path: file, detail: `no version in: ${lastLine}` }
  }
  const realPath = path.join(home, 'bin', 'java')
  if (release < OLDEST_JAVA) return { kind: 'too-old', path: realPath, version }
  const names = ['java.vm.vendor', 'java.vm.name', 'java.vm.version', 'os.arch']
  const build = names.map((name) => settings.get(name) ?? '').join(' ')
  return { kind: 'usable', java: { path: realPath, release, version, build } }
}
