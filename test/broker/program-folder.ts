import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

/** A folder with programs to stand in for installed ones. */
export type ProgramFolder = AsyncDisposable & {
  readonly folder: string
  /** Writes a shell script as a program; returns its path. */
  readonly add: (file: string, script: string) => Promise<string>
}

/** Makes an empty folder of programs. */
export async function makeProgramFolder(): Promise<ProgramFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kafkalings-programs-'))
  return {
    folder,
    add: async (name, script) => {
      const file = path.join(folder, name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, `#!/bin/sh\n${script}\n`)
      await chmod(file, 0o755)
      return file
    },
    [Symbol.asyncDispose]: async () => await rm(folder, { recursive: true, force: true }),
  }
}

/** A script that answers like `java -XshowSettings:properties -version`. */
export function fakeJava(version: string, home: string): string {
  const lines = [
    'Property settings:',
    `    java.home = ${home}`,
    `    java.version = ${version}`,
    `    java.vm.version = ${version}+1`,
    '    os.arch = amd64',
    '',
    `openjdk version "${version}"`,
  ]
  return lines.map((line) => `echo '${line}' >&2`).join('\n')
}
