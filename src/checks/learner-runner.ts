import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { InfraError } from '#core/errors.ts'
import type { LabDescription } from '#core/lab.ts'
import { TSX_LOADER } from '#process/tsx-loader.ts'

/** How a file is run. */
export type RunCommand = {
  readonly file: string
  readonly args: readonly string[]
  /** SIGTERM goes to the whole process group, as Ctrl-C would: a shell does not pass it on. */
  readonly stopsAsGroup: boolean
}

/** kafkajs asks for a negative timer on Node 24, which warns (tulios/kafkajs issue 1751). */
const QUIET = '--disable-warning=TimeoutNegativeWarning'
const NODE = process.execPath
/** The release from which on `java File.java` needs no launcher of ours (JEP 458). */
const FINDS_CLASSES_BY_NAME = 22
/** What Java does from release 18 on, and Python and Node anyway, whatever the locale. */
const UTF_8 = ['-Dfile.encoding=UTF-8', '-Dstdout.encoding=UTF-8', '-Dstderr.encoding=UTF-8']
const JAVA_FLAGS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xshare:auto', ...UTF_8]
const JAVA_LAUNCHER = fileURLToPath(new URL('launch.java', import.meta.url))

type Runner = (entry: string, lab: LabDescription) => RunCommand

const RUNNERS: Readonly<Record<string, Runner>> = {
  '.ts': (entry) => program(NODE, [QUIET, '--import', TSX_LOADER, entry]),
  '.mts': (entry) => program(NODE, [QUIET, '--import', TSX_LOADER, entry]),
  '.js': (entry) => program(NODE, [QUIET, entry]),
  '.mjs': (entry) => program(NODE, [QUIET, entry]),
  '.py': (entry) => program('python3', ['-u', entry]),
  '.sh': (entry) => ({ file: 'bash', args: [entry], stopsAsGroup: true }),
  '.java': (entry, { cluster }) => {
    const { java, classPath } = cluster ?? {}
    if (java === undefined || classPath === undefined) throw missingJava()
    const launcher = java.release < FINDS_CLASSES_BY_NAME ? [JAVA_LAUNCHER] : []
    return program(java.path, [...JAVA_FLAGS, '-cp', classPath, ...launcher, entry])
  },
}

/** The command for a learner's file, chosen by its extension. */
export function runCommandFor(entryFile: string, lab: LabDescription): RunCommand {
  const runner = RUNNERS[path.extname(entryFile)]
  if (!runner) throw new Error(`no runner for ${entryFile}`)
  return runner(entryFile, lab)
}

function program(file: string, args: readonly string[]): RunCommand {
  return { file, args, stopsAsGroup: false }
}

/** Brokers can be had without Java, from Docker or from others, but not programs in it. */
function missingJava(): InfraError {
  return new InfraError({
    code: 'tool-missing',
    message: {
      en: 'A program in Java needs Java 17 and the jars of the Kafka client, which are not here.',
      ko: 'Java 프로그램에는 Java 17과 Kafka 클라이언트 jar가 필요한데 이 컴퓨터에 없습니다.',
    },
    advice: {
      en: 'Install a JDK and Maven ("npm run doctor" says how), or write the exercise in TypeScript.',
      ko: 'JDK와 Maven을 설치하거나("npm run doctor"가 방법을 알려 줍니다) TypeScript로 작성해 주세요.',
    },
  })
}
