import type { Bilingual } from '#core/bilingual.ts'
import { InfraError } from '#core/errors.ts'
import { startInterrupted } from '../broker-errors.ts'
import type { Docker } from './docker-command.ts'

/** Who is told while an image is fetched, and until when it may be given up. */
export type PullOptions = {
  readonly onProgress?: (text: Bilingual) => void
  readonly signal?: AbortSignal
}

const PULL_MS = 20 * 60_000

/**
 * Fetches an image unless it is there; throws `no-provider` with the advice when it cannot be had,
 * `broker-lost` when no engine answers.
 */
export async function ensureImage(
  docker: Docker,
  image: string,
  options: PullOptions,
  advice: Bilingual = otherImage(image),
): Promise<void> {
  const { signal } = options
  const onlySignal = signal ? { signal } : {}
  if ((await docker.call(['image', 'inspect', image], onlySignal)).exitCode === 0) return
  // Without an engine the image is not what is missing.
  await docker.run(['version', '--format', '{{.Server.Version}}'], onlySignal)
  const layers = new Set<string>()
  const show = (text: Bilingual) => options.onProgress?.(text)
  show({ en: `pulling the image ${image}`, ko: `이미지 ${image}을(를) 내려받습니다` })
  const onLine = (line: string): void => {
    const layer = /^([0-9a-f]{12}): (?:Pull complete|Already exists)/.exec(line)?.[1]
    if (layer === undefined) return
    layers.add(layer)
    show({
      en: `pulling the image ${image}, once (${layers.size} layers so far)`,
      ko: `이미지 ${image}을(를) 내려받는 중입니다(처음 한 번만, 지금까지 레이어 ${layers.size}개)`,
    })
  }
  const result = await docker.call(['pull', image], { timeoutMs: PULL_MS, onLine, ...onlySignal })
  if (signal?.aborted) throw startInterrupted(signal.reason)
  if (result.exitCode !== 0) throw pullFailed(image, result.output, advice)
}

function pullFailed(image: string, output: string, advice: Bilingual): InfraError {
  const lines = output.trim().split('\n').slice(-3).join('\n')
  return new InfraError({
    code: 'no-provider',
    message: {
      en: `The image ${image} could not be pulled.\n${lines}`,
      ko: `이미지 ${image}을(를) 내려받지 못했습니다.\n${lines}`,
    },
    advice,
  })
}

function otherImage(image: string): Bilingual {
  return {
    en: `Check the network; "docker pull ${image}" must work. KAFKALINGS_KAFKA_IMAGE names another image.`,
    ko: `네트워크를 확인해 주세요. "docker pull ${image}"이(가) 동작해야 합니다. 다른 이미지는 KAFKALINGS_KAFKA_IMAGE로 지정합니다.`,
  }
}
