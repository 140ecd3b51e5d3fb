import { readFileSync, readdirSync } from 'node:fs'

/** Running processes whose command line holds the text; arguments are joined by NUL. */
export function processesByCommand(text: string): number[] {
  return pids().filter((pid) => read(pid, 'cmdline').includes(text))
}

/** Running processes whose environment holds the text. */
export function processesByEnvironment(text: string): number[] {
  return pids().filter((pid) => read(pid, 'environ').includes(text))
}

/** The environment a process was started with, by name; empty when it is gone. */
export function environmentOf(pid: number): ReadonlyMap<string, string> {
  const pairs = read(pid, 'environ')
    .split('\0')
    .filter((pair) => pair.includes('='))
  return new Map(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}

/** The processes that were started by this one. */
export function childrenOf(parent: number): number[] {
  return pids().filter((pid) => {
    const stat = read(pid, 'stat')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(parent)
  })
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
