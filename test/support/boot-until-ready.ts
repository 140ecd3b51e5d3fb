import type { BootedCompose } from '#core/booted-compose.ts'
import type { ComposeStage } from '#broker/compose/compose-stage.ts'
import { eventually } from './wait.ts'

const READY_MS = 60_000

/** Starts a compose file and waits until all of its brokers know each other. */
export async function bootUntilReady(stage: ComposeStage, brokers: number): Promise<BootedCompose> {
  await stage.boot()
  const isReady = ({ services }: BootedCompose) =>
    services.filter(({ knows }) => knows?.brokers === brokers).length === brokers
  return await eventually('every broker to know the others', stage.look, isReady, READY_MS)
}
