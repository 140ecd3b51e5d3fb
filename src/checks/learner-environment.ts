import { existsSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { LabDescription } from '#core/lab.ts'

/** Taken over from our own environment, so that the learner's own tools are found. */
const PASSED_ON = [
  'PATH',
  'LANG',
  'LC_ALL',
  'TZ',
  'JAVA_HOME',
  'VIRTUAL_ENV',
  'PYENV_ROOT',
  'PYENV_VERSION',
  'CONDA_PREFIX',
  'PYTHONUSERBASE',
]

/**
 * The whole environment of a learner's program: an allow-list, the run's marker, and the variables of
 * the exercise. Nothing else of ours reaches it.
 */
export function learnerEnvironment(
  lab: LabDescription,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...userBase(),
    ...Object.fromEntries(passedOn),
    PATH: [lab.cluster?.toolsFolder, process.env.PATH].filter(Boolean).join(path.delimiter),
    HOME: lab.homeFolder,
    TMPDIR: lab.homeFolder,
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8',
    KAFKAJS_NO_PARTITIONER_WARNING: '1',
    ...(lab.cluster && { KAFKA_BROKERS: lab.cluster.brokersForLearner }),
    ...lab.markerEnv,
    ...variables,
  }
}

/** HOME is a fresh folder, so packages of `pip install --user` need their own pointer. */
function userBase(): Record<string, string> {
  const folder = path.join(os.homedir(), '.local')
  return existsSync(folder) ? { PYTHONUSERBASE: folder } : {}
}
