import type { Bilingual } from './bilingual.ts'

/** What became of one service of a compose file that was started. */
export type BootedService = {
  readonly name: string
  readonly role: 'broker' | 'controller' | 'zookeeper' | 'other'
  /** `waiting`: for `waitsFor`; `left-out`: no part of Kafka, so it is not started. */
  readonly state: 'running' | 'waiting' | 'ended' | 'left-out'
  readonly waitsFor?: string
  /** Null when a signal ended it. */
  readonly exitCode?: number | null
  /** The last lines of its log, as `docker compose logs` would show them. */
  readonly lastLines: readonly string[]
  /** What a broker says of its cluster when it is asked inside its own container. */
  readonly knows?: { readonly brokers: number; readonly controllerId: number }
  /** What of the configuration was left out, or put in another way, for it to run here. */
  readonly changes: readonly Bilingual[]
}

/** A port of the learner's computer, and the port on 127.0.0.1 that stands for it here. */
export type HostPort = { readonly port: number; readonly standIn: number; readonly service: string }

/** A compose file that was started, at one moment. */
export type BootedCompose = {
  /** Why nothing was started: a key, and where it stands. */
  readonly refusals: readonly {
    readonly service: string
    readonly key: string
    readonly at: { readonly file: string; readonly line: number; readonly column: number }
  }[]
  readonly services: readonly BootedService[]
  /** All that a program on the computer can reach. */
  readonly hostPorts: readonly HostPort[]
  readonly elapsedMs: number
}
