import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { errorMessage, InfraError } from '#core/errors.ts'
import { diskFull, isDiskFull, startInterrupted } from '../broker-errors.ts'
import { withCacheLock } from './cache-lock.ts'
import { readJarCache, stampJarCache, type JarSet } from './jar-cache.ts'
import type { KafkaRelease } from './kafka-version.ts'
import { renderPom } from './render-pom.ts'
import { copyJarsWithMaven, type MavenOptions } from './run-maven.ts'

/** The folder of everything that is kept for one release. */
export function releaseFolder(cache: string, release: KafkaRelease): string {
  return path.join(cache, `kafka-${release.version}`)
}

/** The jars of a release when they are in the cache whole, without calling Maven. */
export async function findCachedJars(
  cache: string,
  release: KafkaRelease,
): Promise<JarSet | undefined> {
  return await readJarCache(path.join(releaseFolder(cache, release), 'lib'), renderPom(release))
}

/**
 * The jars of a release, fetched by Maven the first time and whenever the cache is torn. Throws
 * `jars-unavailable`, `disk-full` or `interrupted`.
 */
export async function resolveJars(
  cache: string,
  release: KafkaRelease,
  options: MavenOptions,
): Promise<JarSet> {
  const cached = await findCachedJars(cache, release)
  if (cached) return cached
  const folder = releaseFolder(cache, release)
  const lock = {
    timeoutMs: 20 * 60_000,
    onWaiting: () =>
      options.onProgress?.({
        en: 'Another run is downloading Kafka; waiting for it.',
        ko: '다른 실행이 Kafka를 내려받고 있어 기다리는 중입니다.',
      }),
    ...(options.signal && { signal: options.signal }),
  }
  try {
    return await withCacheLock(path.join(folder, 'jars.lock'), lock, async () => {
      return (await findCachedJars(cache, release)) ?? (await fetchJars(folder, release, options))
    })
  } catch (error) {
    throw options.signal?.aborted ? startInterrupted(error) : asInfraError(error, folder)
  }
}

async function fetchJars(
  folder: string,
  release: KafkaRelease,
  options: MavenOptions,
): Promise<JarSet> {
  const recipe = renderPom(release)
  const workFolder = await options.guardian.makeFolder(folder, 'fetch-')
  try {
    await mkdir(path.join(workFolder, 'lib'))
    await writeFile(path.join(workFolder, 'pom.xml'), recipe)
    await copyJarsWithMaven(workFolder, options)
    await stampJarCache(path.join(workFolder, 'lib'), recipe)
    await putInPlace(workFolder, path.join(folder, 'lib'))
  } finally {
    await options.guardian.removeFolder(workFolder)
  }
  const jars = await readJarCache(path.join(folder, 'lib'), recipe)
  if (!jars) throw new Error(`${folder}/lib is not complete after Maven had filled it`)
  return jars
}

async function putInPlace(workFolder: string, target: string): Promise<void> {
  await rename(target, path.join(workFolder, 'torn')).catch(() => {})
  try {
    await rename(path.join(workFolder, 'lib'), target)
  } catch (error) {
    const isThereAlready = ['ENOTEMPTY', 'EEXIST'].includes((error as { code?: string }).code ?? '')
    if (!isThereAlready) throw error
  }
}

function asInfraError(error: unknown, folder: string): unknown {
  if (error instanceof InfraError) return error
  if (isDiskFull(error)) return diskFull(folder, undefined, error)
  const detail = errorMessage(error)
  return new InfraError({
    code: 'jars-unavailable',
    message: {
      en: `Kafka's jars cannot be kept in ${folder}: ${detail}`,
      ko: `Kafka의 jar 파일을 ${folder}에 둘 수 없습니다: ${detail}`,
    },
    advice: {
      en: 'Make that folder writable or set XDG_CACHE_HOME to one that is.',
      ko: '이 폴더에 쓸 수 있게 하거나 XDG_CACHE_HOME을 쓸 수 있는 폴더로 지정해 주세요.',
    },
    cause: error,
  })
}
