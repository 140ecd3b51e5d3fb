import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import { runCommand } from '#process/run-command.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What may have to be installed. */
export type Missing = { readonly java: boolean; readonly maven: boolean }

/** The exact command that installs what is missing with this computer's own package manager. */
export async function mendCommand(missing: Missing, env: Env): Promise<Bilingual> {
  const command = await installCommand(missing, env)
  return command === undefined ? installByHand(missing) : sameInBoth(command)
}

async function installCommand(missing: Missing, env: Env): Promise<string | undefined> {
  const java = missing.java ? ['java'] : []
  const maven = missing.maven ? ['maven'] : []
  const wanted = [...java, ...maven]
  if (process.platform === 'darwin') return `brew install ${name(wanted, 'openjdk')}`
  if (await isOnPath('apt-get', env)) {
    return `sudo apt-get install -y ${name(wanted, await debianJava())}`
  }
  if (await isOnPath('dnf', env)) {
    return `sudo dnf install -y ${name(wanted, 'java-latest-openjdk-devel')}`
  }
  if (await isOnPath('pacman', env)) return `sudo pacman -S ${name(wanted, 'jdk-openjdk')}`
  if (await isOnPath('apk', env)) return `sudo apk add ${name(wanted, 'openjdk21')}`
  return undefined
}

function installByHand({ java, maven }: Missing): Bilingual {
  const en = [...(java ? ['a JDK, 17 or newer,'] : []), ...(maven ? ['Maven'] : [])].join(' and ')
  const ko = [...(java ? ['JDK 17 이상'] : []), ...(maven ? ['Maven'] : [])].join(', ')
  return {
    en: `install ${en} and have it on the PATH`,
    ko: `${ko} 설치 후 PATH에서 찾을 수 있게 설정`,
  }
}

function name(wanted: readonly string[], javaPackage: string): string {
  return wanted.map((one) => (one === 'java' ? javaPackage : one)).join(' ')
}

/** The newest long-lived JDK that this Debian or Ubuntu offers. */
async function debianJava(): Promise<string> {
  const known = ['25', '21', '17'].map((release) => `openjdk-${release}-jdk-headless`)
  const result = await runCommand('apt-cache', ['pkgnames', 'openjdk-'], { timeoutMs: 5000 })
  const offered = new Set(result.output.split('\n'))
  return known.find((one) => offered.has(one)) ?? 'default-jdk-headless'
}

async function isOnPath(program: string, env: Env): Promise<boolean> {
  for (const folder of (env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder || '.', program)
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (isThere) return true
  }
  return false
}
