import type { Bilingual } from '#core/bilingual.ts'
import { InfraError } from '#core/errors.ts'
import type { Guardian } from '#process/guardian.ts'
import type { CommandResult } from '#process/run-command.ts'
import { diskFull, saysDiskFull, startInterrupted } from '../broker-errors.ts'
import { COPY_GOAL } from './render-pom.ts'
import { runGuarded } from './run-guarded.ts'

/** What a run of Maven may use and whom it tells. */
export type MavenOptions = {
  readonly guardian: Guardian
  readonly onProgress?: (text: Bilingual) => void
  readonly signal?: AbortSignal
}

const LIMIT_MS = 20 * 60_000
const SHOWN_LINES = 6

/** Has Maven copy the runtime jars of the project in `folder` into `<folder>/lib`. */
export async function copyJarsWithMaven(folder: string, options: MavenOptions): Promise<void> {
  const { guardian, signal } = options
  options.onProgress?.(BEGINNING)
  const args = ['-B', COPY_GOAL, '-DincludeScope=runtime', `-DoutputDirectory=${folder}/lib`]
  const result = await runGuarded('mvn', args, {
    cwd: folder,
    timeoutMs: LIMIT_MS,
    guardian,
    onLine: createProgress(options.onProgress),
    ...(signal && { signal }),
  })
  if (signal?.aborted) throw startInterrupted(signal.reason)
  if (result.exitCode !== 0) throw mavenFailed(result, folder)
}

const BEGINNING: Bilingual = {
  en: 'Downloading Kafka with Maven, about 45 MB, this one time',
  ko: 'Maven으로 Kafka를 내려받는 중입니다(약 45MB, 처음 한 번만)',
}

/** The lines of Maven's output that say what went wrong, without its closing advice. */
function meaningfulMavenLines(output: string): readonly string[] {
  const errors = output
    .split('\n')
    .filter((line) => /^\[(ERROR|FATAL)\]/.test(line) || /^(Error|mvn|The JAVA_HOME)\b/.test(line))
    .filter((line) => !/^\[ERROR\]\s*$|Re-run Maven|For more information|\[Help \d\]$/.test(line))
  const lines = errors.length > 0 ? errors : output.trim().split('\n')
  return lines.slice(-SHOWN_LINES).map((line) => line.slice(0, 500))
}

function createProgress(onProgress: MavenOptions['onProgress']): (line: string) => void {
  let count = 0
  return (line) => {
    const match = /(Downloading|Downloaded) from .*\/([^/\s]+\.jar)\b/.exec(line)
    if (!match) return
    if (match[1] === 'Downloaded') count += 1
    else {
      const jar = match[2]
      onProgress?.({
        en: `Downloading Kafka, once: ${jar} (${count} jars so far)`,
        ko: `Kafka를 내려받는 중입니다(처음 한 번만): ${jar} (지금까지 ${count}개)`,
      })
    }
  }
}

function mavenFailed(result: CommandResult, folder: string): InfraError {
  if (saysDiskFull(result.output)) return diskFull(folder)
  const lines = meaningfulMavenLines(result.output).join('\n')
  const ending = result.outcome === 'exited' ? `exit code ${result.exitCode}` : result.outcome
  return new InfraError({
    code: 'jars-unavailable',
    message: {
      en: `Maven could not get Kafka's jars (mvn: ${ending}).\n${lines}`,
      ko: `Maven이 Kafka의 jar 파일을 받지 못했습니다(mvn: ${ending}).\n${lines}`,
    },
    advice: {
      en: 'Check the network and Maven\'s settings ("mvn -version" must work), then run it again.',
      ko: '네트워크와 Maven 설정을 확인한 뒤("mvn -version"이 동작해야 합니다) 다시 실행해 주세요.',
    },
  })
}
