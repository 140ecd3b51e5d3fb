import { InvalidArgumentError, type Command } from 'commander'
import type { ClusterCommandOptions } from './cluster.ts'
import { langOption } from './options.ts'

/** `cluster`: a Kafka to play with. */
export function addClusterCommand(program: Command, finishWith: (code: number) => void): void {
  program
    .command('cluster')
    .description('start a Kafka on port 9092 to play with, and a shell with its tools')
    .option('--brokers <number>', '1, or 3 on ports 9092, 9093 and 9094', parseBrokers, 1)
    .addOption(langOption())
    .action(async (options: ClusterCommandOptions) => {
      const { cluster } = await import('./cluster.ts')
      finishWith(await cluster(options))
    })
}

function parseBrokers(text: string): 1 | 3 {
  if (text === '1') return 1
  if (text === '3') return 3
  throw new InvalidArgumentError('There can be 1 broker or 3.')
}
