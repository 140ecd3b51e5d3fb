import path from 'node:path'
import type { Bilingual, Lang } from '#core/bilingual.ts'
import { EXIT } from '#core/exit-code.ts'
import { chooseProvider } from '#broker/choose-provider.ts'
import type { StartedCluster } from '#broker/started-cluster.ts'
import { startGuardian, type Guardian } from '#process/guardian.ts'
import { startShell } from '#process/start-shell.ts'
import { renderDuration } from '#report/text-layout.ts'
import { listenForInterrupt } from './interrupt.ts'
import { langOf } from './options.ts'
import { createOutput, type Output } from './output.ts'
import { createProgressDisplay } from './progress-display.ts'

/** The options of `cluster` as they are typed. */
export type ClusterCommandOptions = { readonly brokers: 1 | 3; readonly lang?: string }

/** The ports that Kafka's own documents use. */
const PORTS = [9092, 9093, 9094] as const

/** Runs a cluster until it is interrupted or its shell is left; returns the exit code. */
export async function cluster(options: ClusterCommandOptions): Promise<number> {
  const lang = langOf(options)
  const output = createOutput(process.stdout)
  let isReady = false
  using interrupt = listenForInterrupt(() => {})
  await using guardian = startGuardian()
  try {
    const startedAt = performance.now()
    await using running = await start(options, { guardian, output, lang, signal: interrupt.signal })
    isReady = true
    const hasShell = process.stdin.isTTY && process.stdout.isTTY
    const took = renderDuration(performance.now() - startedAt, lang)
    output.print(describe(running, took, hasShell)[lang])
    if (hasShell) await useShell(running, guardian, interrupt.signal)
    else await aborted(interrupt.signal)
    output.print(WORDS.ending[lang])
  } catch (error) {
    if (!interrupt.signal.aborted) throw error
  }
  return interrupt.signal.aborted && !isReady ? EXIT.interrupted : EXIT.passed
}

type StartParts = {
  readonly guardian: Guardian
  readonly output: Output
  readonly lang: Lang
  readonly signal: AbortSignal
}

async function start(
  { brokers }: ClusterCommandOptions,
  parts: StartParts,
): Promise<StartedCluster> {
  const { guardian, output, lang, signal } = parts
  using progress = createProgressDisplay(output, lang)
  const doing = (what: Bilingual) => progress.show({ type: 'doing', what })
  doing(WORDS.starting)
  const provider = await chooseProvider()
  const learnerPorts = PORTS.slice(0, brokers)
  return await provider.startCluster({
    brokers,
    learnerPorts,
    guardian,
    signal,
    onProgress: doing,
  })
}

const WORDS = {
  starting: { en: 'starting Kafka', ko: 'Kafka를 시작하는 중' },
  ending: { en: 'Ending the cluster.', ko: '클러스터를 종료합니다.' },
}

function describe(running: StartedCluster, took: string, hasShell: boolean): Bilingual {
  const { kafkaVersion = '', brokersForLearner, brokers } = running
  const line = `  export KAFKA_BROKERS=${brokersForLearner}`
  const en = [
    `Kafka ${kafkaVersion} is ready after ${took}: ${brokers.length} broker(s), for this computer only,`,
    'under the address 127.0.0.1. In other terminals:',
    '',
    line,
    '',
    ...(hasShell
      ? [
          'This is a shell with KAFKA_BROKERS set and the kafka-… tools on the PATH, for example',
          '',
          '  kafka-topics --bootstrap-server $KAFKA_BROKERS --list',
          '',
          'Type exit to end the cluster. Its topics and messages go with it.',
        ]
      : ['Ctrl-C ends the cluster. Its topics and messages go with it.']),
  ]
  const ko = [
    `Kafka ${kafkaVersion} 준비 완료(${took}): 브로커 ${brokers.length}개. 주소는 127.0.0.1이며 이 컴퓨터에서만`,
    '접속할 수 있습니다. 다른 터미널에서는 다음과 같이 설정하세요.',
    '',
    line,
    '',
    ...(hasShell
      ? [
          '지금 이 셸에는 KAFKA_BROKERS가 설정되어 있고 kafka-… 도구를 바로 쓸 수 있습니다. 예:',
          '',
          '  kafka-topics --bootstrap-server $KAFKA_BROKERS --list',
          '',
          'exit를 입력하면 클러스터가 종료되고 토픽과 메시지도 사라집니다.',
        ]
      : ['Ctrl-C를 누르면 클러스터가 종료되고 토픽과 메시지도 사라집니다.']),
  ]
  return { en: en.join('\n'), ko: ko.join('\n') }
}

/** Gives the terminal to the user's shell until it is left or we are interrupted. */
async function useShell(
  running: StartedCluster,
  guardian: Guardian,
  signal: AbortSignal,
): Promise<void> {
  await using _shared = running.shareWorkFolder(process.cwd())
  const shell = await startShell(shellsToTry(), shellEnvironment(running))
  // Job control makes an interactive shell the leader of a group of its own.
  guardian.guardGroup(shell.pid)
  const hangUp = () => shell.hangUp()
  signal.addEventListener('abort', hangUp)
  if (signal.aborted) hangUp()
  await shell.exited
  guardian.releaseGroup(shell.pid)
}

function shellsToTry(): readonly string[] {
  const own = process.env.SHELL
  return [...(own ? [own] : []), 'bash', 'sh']
}

/** Our own environment without what npm adds for its scripts. */
function shellEnvironment({ brokersForLearner, toolsFolder }: StartedCluster) {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('npm_'),
  )
  const PATH = [toolsFolder, process.env.PATH].filter(Boolean).join(path.delimiter)
  return { ...Object.fromEntries(own), KAFKA_BROKERS: brokersForLearner, PATH }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
