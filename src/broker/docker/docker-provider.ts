import type { BrokerProvider } from '../provider.ts'
import { imageOf } from './docker-image.ts'
import { probeDocker } from './probe-docker.ts'
import { startDockerCluster } from './start-cluster.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Real brokers as containers of the top-level compose file. */
export function createDockerProvider(env: Env): BrokerProvider {
  return {
    name: 'docker',
    clustersAtOnce: 1,
    probe: () => probeDocker(env),
    whyNot: async () => undefined,
    startCluster: (options) => startDockerCluster({ env, image: imageOf(env) }, options),
    findSpeedUp: async () => undefined,
  }
}
