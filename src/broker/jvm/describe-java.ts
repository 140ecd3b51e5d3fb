import type { Bilingual } from '#core/bilingual.ts'
import type { JavaFinding } from './find-java.ts'

/** What was found in the places where Java was looked for, in one line. */
export function describeJavaFindings(findings: readonly JavaFinding[]): Bilingual {
  const last = findings.at(-1)
  const shown = last?.kind === 'usable' ? [last] : findings
  const texts = shown.map(describe)
  return {
    en: texts.map(({ en }) => en).join('; '),
    ko: texts.map(({ ko }) => ko).join(', '),
  }
}

function describe(finding: JavaFinding): Bilingual {
  if (finding.kind === 'usable') {
    const { version, path } = finding.java
    return { en: `Java ${version} at ${path}`, ko: `${path}의 Java ${version}` }
  }
  const { path } = finding
  if (finding.kind === 'too-old') {
    const { version } = finding
    return {
      en: `Java ${version} at ${path}, which is too old`,
      ko: `${path}의 Java ${version}(너무 오래됨)`,
    }
  }
  if (finding.kind === 'broken') {
    const { detail } = finding
    return {
      en: `"${path}" does not run as Java (${detail})`,
      ko: `"${path}"을(를) Java로 실행할 수 없음(${detail})`,
    }
  }
  if (path === 'java') return { en: 'no java on the PATH', ko: 'PATH에 java가 없음' }
  return { en: `JAVA_HOME without ${path}`, ko: `JAVA_HOME에 ${path}이(가) 없음` }
}
