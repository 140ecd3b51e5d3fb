import type { Artifact, KafkaRelease } from './kafka-version.ts'

/** The version of the Maven plugin that copies the jars. */
const DEPENDENCY_PLUGIN_VERSION = '3.8.1'

/** The goal that copies a release's jars; its version stands in the pom. */
export const COPY_GOAL = 'dependency:copy-dependencies'

/** A Maven project that depends on a release and nothing else; it names no repository. */
export function renderPom(release: KafkaRelease): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>kafkalings</groupId>
  <artifactId>kafka-jars</artifactId>
  <version>${release.version}</version>
  <packaging>pom</packaging>
  <dependencies>
${release.artifacts.map(renderDependency).join('\n')}
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-dependency-plugin</artifactId>
        <version>${DEPENDENCY_PLUGIN_VERSION}</version>
      </plugin>
    </plugins>
  </build>
</project>
`
}

function renderDependency(artifact: Artifact): string {
  const exclusions = (artifact.exclusions ?? []).map(renderExclusion)
  return `    <dependency>
      <groupId>${artifact.groupId}</groupId>
      <artifactId>${artifact.artifactId}</artifactId>
      <version>${artifact.version}</version>
      <exclusions>${exclusions.join('')}</exclusions>
    </dependency>`
}

function renderExclusion(pattern: string): string {
  const [groupId, artifactId] = pattern.split(':')
  return `
        <exclusion>
          <groupId>${groupId}</groupId>
          <artifactId>${artifactId}</artifactId>
        </exclusion>`
}
