import { access } from 'node:fs/promises'
import path from 'node:path'
import type { Bilingual } from '#core/bilingual.ts'
import { cacheFolder } from '#broker/cache-folder.ts'
import { findRunParents, readFreeBytes, type RunParent } from '#broker/run-folder.ts'
import { checkProgress } from '#grading/progress-file.ts'
import type { Diagnosis } from './diagnosis.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What the first download and the archives of loaded classes take together. */
const CACHE_BYTES = 300 * 1024 * 1024
const CACHE: Bilingual = { en: 'cache folder', ko: '캐시 폴더' }
const TEMP: Bilingual = { en: 'temporary folder', ko: '임시 폴더' }
const PROGRESS: Bilingual = { en: 'progress file', ko: '진행 상황 파일' }

/** The folder that keeps Kafka between runs: whether it can be written and has room. */
export async function lookAtCache(env: Env): Promise<Diagnosis> {
  const folder = cacheFolder(env)
  const freeBytes = await readFreeBytes(await nearestThatExists(folder))
  if (freeBytes === undefined) {
    return {
      subject: CACHE,
      state: 'bad',
      found: { en: `${folder} cannot be written`, ko: `${folder}에 쓸 수 없음` },
      mend: {
        en: 'make it yours (chown), or set XDG_CACHE_HOME to a folder you may write to',
        ko: '폴더의 소유자를 바꾸거나(chown), XDG_CACHE_HOME을 쓸 수 있는 폴더로 지정해 주세요',
      },
    }
  }
  const found = describeSpace(folder, freeBytes)
  if (freeBytes >= CACHE_BYTES) return { subject: CACHE, state: 'good', found }
  const mend = {
    en: `free ${megabytes(CACHE_BYTES)} there before Kafka is downloaded, or set XDG_CACHE_HOME`,
    ko: `Kafka를 내려받기 전에 ${megabytes(CACHE_BYTES)}를 확보하거나 XDG_CACHE_HOME을 바꿔 주세요`,
  }
  return { subject: CACHE, state: 'note', found, mend }
}

/** Where brokers keep their files while they run: in memory, else on disk. */
export async function lookAtTemp(): Promise<Diagnosis> {
  return judgeRunParents(await findRunParents())
}

/** What the places for the files of brokers come to. */
export function judgeRunParents(parents: readonly RunParent[]): Diagnosis {
  const used = parents.find(({ hasRoom }) => hasRoom)
  if (used) {
    return {
      subject: TEMP,
      state: 'good',
      found: describeSpace(used.folder, used.freeBytes ?? 0),
    }
  }
  const found = parents.map(({ folder, freeBytes }) =>
    freeBytes === undefined
      ? { en: `${folder} cannot be written`, ko: `${folder}에 쓸 수 없음` }
      : describeSpace(folder, freeBytes),
  )
  return {
    subject: TEMP,
    state: 'bad',
    found: {
      en: found.map(({ en }) => en).join('; '),
      ko: found.map(({ ko }) => ko).join(', '),
    },
    mend: {
      en: 'free 200 MB in one of them, or set TMPDIR to a folder that has them',
      ko: '그중 한 곳에 200MB를 확보하거나 TMPDIR을 공간이 있는 폴더로 지정해 주세요',
    },
  }
}

/** Whether the progress file can be read; grading works without it. */
export async function lookAtProgress(folder?: string): Promise<Diagnosis> {
  const state = await checkProgress(folder)
  if (state === 'readable') {
    return { subject: PROGRESS, state: 'good', found: { en: 'readable', ko: '읽을 수 있음' } }
  }
  if (state === 'missing') {
    const found = {
      en: 'none yet; the first graded run makes it',
      ko: '아직 없음. 처음 채점할 때 만들어집니다',
    }
    return { subject: PROGRESS, state: 'note', found }
  }
  return {
    subject: PROGRESS,
    state: 'note',
    found: {
      en: 'cannot be read; it counts as none',
      ko: '읽을 수 없어 없는 것으로 칩니다',
    },
    mend: {
      en: 'rm .kafkalings/progress.json, or put an older copy in its place',
      ko: 'rm .kafkalings/progress.json을 실행하거나 이전 사본으로 바꿔 주세요',
    },
  }
}

function describeSpace(folder: string, freeBytes: number): Bilingual {
  return {
    en: `${folder}, ${megabytes(freeBytes)} free`,
    ko: `${folder}, 남은 공간 ${megabytes(freeBytes)}`,
  }
}

function megabytes(bytes: number): string {
  const mega = bytes / 1024 / 1024
  return mega < 1024 ? `${Math.floor(mega)} MB` : `${(mega / 1024).toFixed(1)} GB`
}

async function nearestThatExists(folder: string): Promise<string> {
  const exists = await access(folder).then(
    () => true,
    () => false,
  )
  const parent = path.dirname(folder)
  return exists || parent === folder ? folder : await nearestThatExists(parent)
}
