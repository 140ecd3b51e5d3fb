import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import { REPOSITORY } from '#core/repository.ts'
import type { Diagnosis } from './diagnosis.ts'

const PACKAGES: Bilingual = { en: 'npm packages', ko: 'npm 패키지' }

/** Whether this Node is one of those that package.json names. */
export function lookAtNode(version: string): Diagnosis {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  const isRight = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
  const found = sameInBoth(`${version}, ${process.execPath}`)
  if (isRight) return { subject: sameInBoth('Node'), state: 'good', found }
  return {
    subject: sameInBoth('Node'),
    state: 'bad',
    found: {
      en: `${version}; 20.19 or newer of the 20 line, or 22.12 or newer, is needed`,
      ko: `${version}. 20 버전대에서는 20.19 이상, 그 밖에는 22.12 이상이 필요합니다`,
    },
    mend: {
      en: 'install the newest LTS of Node, for example with: nvm install --lts',
      ko: 'Node 최신 LTS를 설치해 주세요. 예: nvm install --lts',
    },
  }
}

/** Whether every package is installed in the version that package.json asks for. */
export async function lookAtPackages(root: string = REPOSITORY.root): Promise<Diagnosis> {
  const { dependencies } = await readPackage(root)
  const wanted = Object.entries(dependencies ?? {})
  const faults = await Promise.all(
    wanted.map(async ([name, version]) => {
      const folder = path.join(root, 'node_modules', name)
      const installed = await readPackage(folder).catch(() => undefined)
      return installed?.version === version ? [] : [`${name} ${installed?.version ?? '✘'}`]
    }),
  )
  const odd = faults.flat()
  if (odd.length === 0) {
    return {
      subject: PACKAGES,
      state: 'good',
      found: {
        en: `all ${wanted.length} are installed, kafkajs ${dependencies?.kafkajs}`,
        ko: `${wanted.length}개 모두 설치됨, kafkajs ${dependencies?.kafkajs}`,
      },
    }
  }
  return {
    subject: PACKAGES,
    state: 'bad',
    found: {
      en: `missing or of another version: ${odd.join(', ')}`,
      ko: `없거나 버전이 다름: ${odd.join(', ')}`,
    },
    mend: sameInBoth('npm ci'),
  }
}

type Package = {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
}

async function readPackage(folder: string): Promise<Package> {
  return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Package
}
