import { fileURLToPath } from 'node:url'
import { connectKafka } from '#kafka/kafka-connection.ts'
import { removeNames } from '#kafka/remove-names.ts'
import type { Guardian } from '#process/guardian.ts'
import { shellCommandFor } from '#process/shell-command.ts'

const REMOVER = fileURLToPath(new URL('./remove-names-of-run.ts', import.meta.url))

/**
 * Takes charge of every topic and group whose name holds the suffix: disposing deletes them. When
 * that fails, or when this process dies before, the guardian tries once more.
 */
export function claimNames(brokers: string, suffix: string, guardian: Guardian): AsyncDisposable {
  const command = shellCommandFor(REMOVER, [brokers, suffix])
  guardian.guardCommand(command)
  return {
    [Symbol.asyncDispose]: async () => {
      try {
        await using connection = await connectKafka(brokers)
        await removeNames(connection, suffix)
        guardian.releaseCommand(command)
      } catch {
        // A verdict that is there already is worth more than tidiness; the guardian has the command.
      }
    },
  }
}
