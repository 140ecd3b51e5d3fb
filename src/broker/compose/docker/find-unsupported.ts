import { InfraError } from '#core/errors.ts'
import { networkNameOf } from '#compose/network-owner.ts'
import { isOnHostNetwork } from '#compose/reach.ts'
import type { ComposePlan, PlannedService } from '../compose-plan.ts'
import { speaksOfHost } from '../machine.ts'

/** What an image starts by itself anyway. */
const OWN_START =
  /^(?:(?:\/bin\/)?(?:ba)?sh (?:-c )?)?["']?(?:\/etc\/(?:kafka|confluent)\/docker\/run|\/opt\/bitnami\/scripts\/\w+\/(?:run|entrypoint)\.sh|\/__cacert_entrypoint\.sh|\s)*["']?$/

/**
 * Why a plan cannot be started in containers the way it says, though as JVMs it can; undefined when
 * nothing is in the way.
 */
export function findUnsupported({ services }: ComposePlan): InfraError | undefined {
  const models = services.map(({ service }) => service)
  for (const planned of services) {
    const { service } = planned
    const owner = models.find(({ name }) => name === networkNameOf(service, models)) ?? service
    // The grader's computer is not the learner's, and its ports stay free.
    if (isOnHostNetwork(owner)) return unsupported(planned, 'network_mode: host')
    const { entrypoint, command } = service
    // No command of a file is ever run.
    if (entrypoint && !OWN_START.test(entrypoint.value)) return unsupported(planned, 'entrypoint')
    if (command && !OWN_START.test(command.value)) return unsupported(planned, 'command')
    if (services.length > 1 && speaksOfHost(service)) {
      return unsupported(planned, 'host.docker.internal')
    }
  }
  return undefined
}

function unsupported({ service: { name } }: PlannedService, what: string): InfraError {
  return new InfraError({
    code: 'not-on-this-cluster',
    message: {
      en: `With Docker, the service ${name} cannot be started for grading because of ${what}.`,
      ko: `${name} 서비스에 ${what}이(가) 있어 Docker로는 채점용으로 시작할 수 없습니다.`,
    },
    advice: {
      en: 'Grade this exercise with --provider jvm, which needs Java; the other checks were judged.',
      ko: '이 연습은 Java가 필요한 --provider jvm으로 채점해 주세요. 나머지 항목은 채점되었습니다.',
    },
  })
}
