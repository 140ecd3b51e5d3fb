/** The oldest Java that Kafka 4 runs on. */
export const OLDEST_JAVA = 17

/** The feature release in a Java version (`17.0.15`, `21-ea`, `1.8.0_402`), undefined for none. */
export function parseJavaVersion(version: string): number | undefined {
  const match = /^(?:1\.)?(\d{1,3})(?=$|[.+_-])/.exec(version.trim())
  return match ? Number(match[1]) : undefined
}

/** The lines `name = value` of `java -XshowSettings:properties -version`. */
export function parseJavaSettings(output: string): ReadonlyMap<string, string> {
  const settings = new Map<string, string>()
  for (const line of output.split('\n')) {
    const match = /^\s+([a-z][\w.]*) = (.*)$/.exec(line)
    if (match) settings.set(match[1] as string, (match[2] as string).trim())
  }
  return settings
}
