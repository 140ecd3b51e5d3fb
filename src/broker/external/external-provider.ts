import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import { InfraError } from '#core/errors.ts'
import { joinAddress, parseBrokers, splitAddress } from '#kafka/broker-address.ts'
import { checkAnswers } from '#kafka/check-answers.ts'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { startInterrupted } from '../broker-errors.ts'
import { noProvider } from '../no-provider.ts'
import type { BrokerProvider, ClusterNeeds, ClusterOptions, ProbeResult } from '../provider.ts'
import type { StartedCluster } from '../started-cluster.ts'
import { describeExternalCluster } from './external-cluster.ts'
import { layOutLocalTools } from './local-tools.ts'

type Env = Readonly<Record<string, string | undefined>>

const ANSWER_MS = 5000

const LOOKED_FOR: Bilingual = {
  en: 'a Kafka cluster of yours, all of whose brokers answer',
  ko: '모든 브로커가 응답하는, 직접 운영하는 Kafka 클러스터',
}

/**
 * A cluster that is there already and stays: `given` is its bootstrap list, else that of
 * KAFKALINGS_BROKERS. Never chosen unless it is asked for.
 */
export function createExternalProvider(env: Env, given?: string): BrokerProvider {
  const bootstrap = given ?? env.KAFKALINGS_BROKERS
  return {
    name: 'external',
    clustersAtOnce: 1,
    probe: async () => describeFindings(await findBrokers(bootstrap)),
    whyNot: async (needs) => whyNot(needs, await findBrokers(bootstrap)),
    startCluster: (options) => useCluster(env, bootstrap, options),
    findSpeedUp: async () => undefined,
  }
}

type Broker = { readonly id: number; readonly address: string }

/** The brokers that the cluster names, or the reason why they cannot be used. */
type Findings =
  | { readonly brokers: readonly Broker[]; readonly fault?: undefined }
  | { readonly brokers?: undefined; readonly fault: Bilingual }

const NOT_GIVEN: Bilingual = { en: 'no address', ko: '주소 없음' }

async function findBrokers(bootstrap: string | undefined): Promise<Findings> {
  if (!bootstrap) return { fault: NOT_GIVEN }
  try {
    await using connection = await connectKafka(bootstrap, { settleTimeoutMs: ANSWER_MS })
    const { brokers } = await connection.readMetadata([])
    const named = brokers.map(({ nodeId, host, port }) => ({
      id: nodeId,
      address: joinAddress(host, port),
    }))
    return await withAllAnswering(named)
  } catch (error) {
    if (!(error instanceof InfraError)) throw error
    const { en, ko } = error.text
    return { fault: { en: `no answer (${en})`, ko: `응답 없음(${ko})` } }
  }
}

/** A cluster may answer first and then name addresses that cannot be reached from here. */
async function withAllAnswering(brokers: readonly Broker[]): Promise<Findings> {
  const answers = await checkAnswers(brokers.map(({ address }) => address).join(','), ANSWER_MS)
  const silent = answers.find(({ isAnswering }) => !isAnswering)
  if (!silent) return { brokers: brokers.toSorted((one, other) => one.id - other.id) }
  const { address, detail } = silent
  return {
    fault: {
      en: `that the cluster names ${address}, which does not answer from here (${detail})`,
      ko: `클러스터가 알려 준 주소 ${address}이(가) 여기서는 응답하지 않음(${detail})`,
    },
  }
}

function describeFindings({ brokers, fault }: Findings): ProbeResult {
  if (fault) {
    const mend = sameInBoth('npm run grade -- --provider external --brokers localhost:9092')
    return { isUsable: false, lookedFor: LOOKED_FOR, found: fault, mend }
  }
  const addresses = brokers.map(({ address }) => address).join(', ')
  return {
    isUsable: true,
    lookedFor: LOOKED_FOR,
    found: {
      en: `${brokers.length} broker(s): ${addresses}`,
      ko: `브로커 ${brokers.length}개: ${addresses}`,
    },
    mend: sameInBoth(''),
  }
}

function whyNot({ brokers, needs }: ClusterNeeds, findings: Findings): Bilingual | undefined {
  // That nothing answers is told when the cluster is to be used.
  if (findings.fault) return undefined
  const count = findings.brokers.length
  if (count < brokers) {
    return {
      en: `it takes ${brokers} brokers and the cluster given has ${count}`,
      ko: `브로커 ${brokers}개가 필요한데 지정한 클러스터에는 ${count}개뿐입니다`,
    }
  }
  const lacking = needs[0]
  return lacking && LACKING[lacking]
}

const LACKING: Readonly<Record<ClusterNeeds['needs'][number], Bilingual>> = {
  'request-log': {
    en: 'it is judged by what the brokers were asked, and a cluster of others keeps no log of that for us',
    ko: '브로커가 받은 요청 기록으로 판정하는데, 외부 클러스터에서는 그 기록을 볼 수 없습니다',
  },
  faults: {
    en: 'it ends brokers, and a cluster of others is not ours to break',
    ko: '브로커를 일부러 멈추는 연습이라 외부 클러스터에서는 할 수 없습니다',
  },
}

async function useCluster(
  env: Env,
  bootstrap: string | undefined,
  options: ClusterOptions,
): Promise<StartedCluster> {
  const { guardian, signal } = options
  const findings = await findBrokers(bootstrap)
  if (signal?.aborted) throw startInterrupted(signal.reason)
  if (findings.fault) throw noProvider([['external', describeFindings(findings)]])
  const { brokers } = findings
  const tools = await layOutLocalTools(env, options)
  return describeExternalCluster({
    brokers,
    bootstrapList: normalise(bootstrap ?? ''),
    guardian,
    tools,
  })
}

/** Every address with its port, for clients that know no default. */
function normalise(bootstrap: string): string {
  const addresses = parseBrokers(bootstrap).map((address) => splitAddress(address))
  return addresses.map(({ host, port }) => joinAddress(host, port)).join(',')
}
