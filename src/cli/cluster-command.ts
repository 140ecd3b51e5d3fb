import type { Bilingual } from '#core/bilingual.ts'
import type { ClusterCommandOptions } from './cluster.ts'
import type { CommandLine } from './command-line.ts'
import { badValue, langOption } from './options.ts'

/** `cluster`: a Kafka to play with. */
export function addClusterCommand({ program, lang, finishWith }: CommandLine): void {
  program
    .command('cluster')
    .description(DESCRIPTION[lang])
    .option('--brokers <number>', BROKERS[lang], parseBrokers, 1)
    .addOption(langOption(lang))
    .action(async (options: ClusterCommandOptions) => {
      const { cluster } = await import('./cluster.ts')
      finishWith(await cluster(options))
    })
}

const DESCRIPTION: Bilingual = {
  en: 'start a Kafka on port 9092 to play with, and a shell with its tools',
  ko: '9092 포트에 실습용 Kafka를 띄우고 Kafka 도구를 쓸 수 있는 셸을 엽니다',
}
const BROKERS: Bilingual = {
  en: '1, or 3 on ports 9092, 9093 and 9094 (default: 1)',
  ko: '1개, 또는 9092, 9093, 9094 포트에 3개 (기본값: 1)',
}

function parseBrokers(text: string): 1 | 3 {
  if (text === '1') return 1
  if (text === '3') return 3
  throw badValue(`--brokers ${text}`, {
    en: 'There can be 1 broker or 3.',
    ko: '브로커는 1개나 3개를 띄울 수 있습니다.',
  })
}
