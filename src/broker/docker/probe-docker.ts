import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import { runCommand, type CommandResult } from '#process/run-command.ts'
import type { ProbeResult } from '../provider.ts'
import { imageOf } from './docker-image.ts'

type Env = Readonly<Record<string, string | undefined>>

/** One thing that the provider needs: what is there, and what mends it where it will not do. */
type Finding = { readonly found: Bilingual; readonly mend?: Bilingual }

const LOOKED_FOR: Bilingual = {
  en: 'Docker with Compose 2.23.1 or newer, and the image of Kafka',
  ko: 'Docker와 Compose 2.23.1 이상, 그리고 Kafka 이미지',
}
const OLDEST_COMPOSE = [2, 23, 1] as const
const PROBE_MS = 8_000

/**
 * Looks for the engine, for Compose and for images, by default the one of our own brokers, 8 s each at
 * most; changes nothing.
 */
export async function probeDocker(
  env: Env,
  images: readonly string[] = [imageOf(env)],
): Promise<ProbeResult> {
  const ask = (...args: string[]) =>
    runCommand('docker', args, { timeoutMs: PROBE_MS, env: { PATH: env.PATH ?? '' } })
  const [engine, compose] = await Promise.all([
    ask('version', '--format', '{{.Server.Version}}').then(describeEngine),
    ask('compose', 'version', '--short').then(describeCompose),
  ])
  const found = engine.mend ? [] : await Promise.all(images.map((image) => findImage(image, ask)))
  const findings = engine === NO_DOCKER ? [engine] : [engine, compose, ...found]
  const mend = findings.find((finding) => finding.mend)?.mend
  return {
    isUsable: mend === undefined,
    lookedFor: LOOKED_FOR,
    found: {
      en: findings.map(({ found }) => found.en).join('; '),
      ko: findings.map(({ found }) => found.ko).join(', '),
    },
    mend: mend ?? sameInBoth(''),
  }
}

const NO_DOCKER: Finding = {
  found: { en: 'no docker on the PATH', ko: 'PATH에 docker가 없음' },
  mend:
    process.platform === 'darwin'
      ? sameInBoth('brew install --cask docker')
      : {
          en: 'install Docker Engine with its Compose plugin, or Docker Desktop',
          ko: 'Compose 플러그인이 포함된 Docker Engine 또는 Docker Desktop 설치',
        },
}

function describeEngine({ outcome, exitCode, output }: CommandResult): Finding {
  if (outcome === 'not-found') return NO_DOCKER
  const version = /^\d+\.\S+$/m.exec(output)?.[0]
  if (exitCode === 0 && version !== undefined) {
    return { found: { en: `engine ${version} answers`, ko: `엔진 ${version} 응답함` } }
  }
  if (/permission denied/i.test(output)) {
    const mend = 'sudo usermod -aG docker "$USER" && newgrp docker'
    return {
      found: { en: 'an engine you may not use', ko: '사용 권한이 없는 엔진' },
      mend: sameInBoth(mend),
    }
  }
  const mend = process.platform === 'darwin' ? 'open -a Docker' : 'sudo systemctl start docker'
  return {
    found:
      outcome === 'timed-out'
        ? { en: 'an engine that does not answer within 8 s', ko: '8초 안에 응답하지 않는 엔진' }
        : { en: 'no engine that answers', ko: '응답하는 엔진이 없음' },
    mend: sameInBoth(mend),
  }
}

function describeCompose({ exitCode, output }: CommandResult): Finding {
  const mend = {
    en: 'install the Compose plugin of Docker, 2.23.1 or newer',
    ko: 'Docker의 Compose 플러그인 2.23.1 이상 설치',
  }
  const version = exitCode === 0 ? /\bv?(\d+\.\d+\.\d+\S*)/.exec(output)?.[1] : undefined
  if (version === undefined) return { found: { en: 'no Compose', ko: 'Compose 없음' }, mend }
  const found = sameInBoth(`Compose ${version}`)
  if (isNewEnough(version)) return { found }
  return { found: { en: `${found.en}, which is too old`, ko: `${found.ko}(너무 오래됨)` }, mend }
}

function isNewEnough(version: string): boolean {
  const numbers = version.split(/[.+-]/).map(Number)
  const differing = OLDEST_COMPOSE.findIndex((least, index) => numbers[index] !== least)
  return differing < 0 || (numbers[differing] ?? 0) > (OLDEST_COMPOSE[differing] ?? 0)
}

async function findImage(
  image: string,
  ask: (...args: string[]) => Promise<CommandResult>,
): Promise<Finding> {
  const isThere = (await ask('image', 'inspect', image)).exitCode === 0
  if (isThere) return { found: { en: `the image ${image}`, ko: `이미지 ${image}` } }
  const isOffered = (await ask('manifest', 'inspect', image)).exitCode === 0
  if (isOffered) {
    return {
      found: {
        en: `the image ${image} can be pulled`,
        ko: `이미지 ${image}을(를) 내려받을 수 있음`,
      },
    }
  }
  return {
    found: {
      en: `no image ${image}, and it cannot be pulled now`,
      ko: `이미지 ${image}이(가) 없고 지금은 내려받을 수도 없음`,
    },
    mend: sameInBoth(`docker pull ${image}`),
  }
}
