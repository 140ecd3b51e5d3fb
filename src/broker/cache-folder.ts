import os from 'node:os'
import path from 'node:path'

type Env = Readonly<Record<string, string | undefined>>

/** The user's folder for what can be made again: `XDG_CACHE_HOME`, else `~/.cache`. */
export function cacheFolder(env: Env): string {
  const base = env.XDG_CACHE_HOME
  const isUsable = base !== undefined && path.isAbsolute(base)
  return path.join(isUsable ? base : path.join(os.homedir(), '.cache'), 'kafkalings')
}
