import type { ComposeFault } from './compose-fault.ts'
import type { Located, Place } from './place.ts'

/** A compose file as `docker compose up` would take it, as far as Kafka is concerned. */
export type ComposeProject = {
  readonly file: string
  /** Every service of the file, also those that `up` would not start. */
  readonly services: readonly ComposeService[]
  /** What Compose itself refuses; the services are read as far as they can be. */
  readonly faults: readonly ComposeFault[]
}

/** One service. */
export type ComposeService = {
  readonly name: string
  readonly at: Place
  readonly image: Located<string> | undefined
  readonly environment: ReadonlyMap<string, Located<string>>
  readonly ports: readonly PublishedPort[]
  /** Container ports that are only declared, not published. */
  readonly exposes: readonly Located<number>[]
  /** Networks it is on; `default` when it names none. */
  readonly networks: readonly string[]
  readonly networkMode: Located<string> | undefined
  /** What the container calls itself; a random id when it is not given. */
  readonly hostname: string | undefined
  /** The names under which other containers, and it itself, find it. */
  readonly hostNames: readonly string[]
  /** Names it is given by `extra_hosts` and `links`. */
  readonly knownHosts: readonly KnownHost[]
  readonly dependsOn: readonly Dependency[]
  readonly hasHealthcheck: boolean
  readonly profiles: readonly string[]
  readonly replicas: number
  readonly command: Located<string> | undefined
  readonly entrypoint: Located<string> | undefined
  readonly mounts: readonly Mount[]
  readonly refusals: readonly Refusal[]
}

/** A container port that the computer is given, with the port it has there. */
export type PublishedPort = {
  /** Empty: every address of the computer. */
  readonly hostAddress: string
  /** Undefined: Docker picks one anew at each start. */
  readonly hostPort: number | undefined
  readonly containerPort: number
  readonly protocol: string
  readonly text: string
  readonly at: Place
}

/** A name that only one container knows, for an address or for another service. */
export type KnownHost = {
  readonly name: string
  readonly leadsTo: { readonly address: string } | { readonly service: string }
}

/** A service that has to be there first. */
export type Dependency = Located<string> & { readonly condition: string }

/** Something put into a container's file system. */
export type Mount = {
  readonly kind: 'bind' | 'volume' | 'other'
  readonly source: string
  readonly target: string
  readonly at: Place
}

/** A key that we never boot a service with; the rest of the file can be judged all the same. */
export type Refusal = { readonly key: string; readonly at: Place }
