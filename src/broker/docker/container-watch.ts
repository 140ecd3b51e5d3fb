import type { Docker } from './docker-command.ts'
import { LABELS } from './remove-project.ts'

/** How a container is as far as the engine has told. */
export type ContainerState = 'unknown' | 'running' | 'paused' | 'ended'

/** The containers of a project, kept up to date by the engine's own events. */
export interface ContainerWatch extends AsyncDisposable {
  readonly stateOf: (container: string) => ContainerState
  /** How a container ended; undefined unless it has. */
  readonly exitCodeOf: (container: string) => number | undefined
  /** The stream of events has broken off: nothing more can be known or done. */
  readonly isEngineGone: () => boolean
  /** Calls back after every change; returns how to stop that. */
  readonly onChange: (listener: () => void) => () => void
}

const STATES: Readonly<Record<string, ContainerState>> = {
  start: 'running',
  unpause: 'running',
  pause: 'paused',
  die: 'ended',
}
/** Longer than any cluster lives, shorter than the longest timer. */
const WATCH_MS = 20 * 24 * 3_600_000

/**
 * Follows the events of a project from before its start. The engine sends them at once; when it goes
 * away itself, the stream ends, and that is told as a change, too.
 */
export function watchContainers(docker: Docker, project: string): ContainerWatch {
  const states = new Map<string, ContainerState>()
  const exitCodes = new Map<string, number>()
  const listeners = new Set<() => void>()
  const ending = new AbortController()
  let isEngineGone = false
  const tell = (): void => listeners.forEach((listener) => listener())
  const filters = [
    `label=${LABELS.project}=${project}`,
    'type=container',
    ...Object.keys(STATES).map((event) => `event=${event}`),
  ].flatMap((filter) => ['--filter', filter])
  // What happened before the stream was open is sent first.
  const stream = ['events', '--since', '10m', ...filters]
  const format = [
    '--format',
    '{{.Action}} {{.Actor.Attributes.name}} {{.Actor.Attributes.exitCode}}',
  ]
  const onLine = (line: string): void => {
    const [action = '', name = '', exitCode] = line.split(' ')
    const state = STATES[action]
    if (state === undefined) return
    states.set(name, state)
    if (state === 'ended') exitCodes.set(name, Number(exitCode))
    else exitCodes.delete(name)
    tell()
  }
  const options = { timeoutMs: WATCH_MS, signal: ending.signal, onLine }
  const ended = docker.call([...stream, ...format], options).then(() => {
    if (ending.signal.aborted) return
    isEngineGone = true
    tell()
  })
  return {
    stateOf: (container) => states.get(container) ?? 'unknown',
    exitCodeOf: (container) => exitCodes.get(container),
    isEngineGone: () => isEngineGone,
    onChange: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    [Symbol.asyncDispose]: async () => {
      ending.abort()
      await ended
    },
  }
}
