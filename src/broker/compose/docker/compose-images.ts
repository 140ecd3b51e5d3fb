import type { Bilingual } from '#core/bilingual.ts'
import { InfraError } from '#core/errors.ts'
import { hubReference } from '#compose/hub-reference.ts'
import { parseImage } from '#compose/image-reference.ts'
import type { Docker } from '../../docker/docker-command.ts'
import { ensureImage, type PullOptions } from '../../docker/pull-image.ts'
import type { PlannedService } from '../compose-plan.ts'

/**
 * The image of each service, by the text in the file: as it stands there where the engine has it, else
 * pulled from Docker Hub, never from a registry that a file names. Throws `no-provider` when one cannot
 * be had.
 */
export async function provideImages(
  docker: Docker,
  services: readonly PlannedService[],
  options: PullOptions,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const { service } of services) {
    const text = service.image?.value ?? ''
    if (found.has(text)) continue
    const isThere = (await docker.call(['image', 'inspect', '--', text])).exitCode === 0
    const image = isThere ? text : hubReference(parseImage(text))
    if (image === undefined) throw unknownImage(text)
    if (!isThere) await ensureImage(docker, image, options, adviceFor(image))
    found.set(text, image)
  }
  return found
}

function adviceFor(image: string): Bilingual {
  return {
    en: `Check the network; "docker pull ${image}" must work. With --provider jvm, which needs Java, no image is needed.`,
    ko: `네트워크를 확인해 주세요. "docker pull ${image}"이(가) 동작해야 합니다. Java가 있다면 --provider jvm으로 이미지 없이 채점할 수 있습니다.`,
  }
}

function unknownImage(image: string): InfraError {
  return new InfraError({
    code: 'no-provider',
    message: {
      en: `The image ${image} is not on this computer, and it is none that is pulled for grading.`,
      ko: `이 컴퓨터에 ${image} 이미지가 없으며, 채점할 때 내려받는 이미지도 아닙니다.`,
    },
    advice: {
      en: `Run "docker pull ${image}" yourself if you trust it, or grade with --provider jvm.`,
      ko: `믿을 수 있는 이미지라면 "docker pull ${image}"을(를) 직접 실행하고, 아니면 --provider jvm으로 채점해 주세요.`,
    },
  })
}
