import type { ProgramSpec } from './start-program.ts'

/** How tightly a learner's program is held; the name goes into the result. */
export type Containment = {
  readonly name: string
  /** The program as it has to be started to be held so. */
  readonly contain: (spec: ProgramSpec) => ProgramSpec
}

/**
 * A process group of its own, a clean environment, a deadline and an output limit. It ends what stays
 * in its group; it is no sandbox: the program runs as the user who grades.
 */
const PROCESS_GROUP: Containment = {
  name: 'process-group',
  contain: (spec) => spec,
}

/** The tightest containment that works here. */
export function chooseContainment(): Containment {
  return PROCESS_GROUP
}
