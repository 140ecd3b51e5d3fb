import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { JarSet } from './jar-cache.ts'

/** The main class of a broker and of the tool that formats its storage. */
export const BROKER_CLASS = 'kafka.Kafka'
export const FORMAT_CLASS = 'kafka.tools.StorageTool'

/** Flags for a short-lived JVM: a small heap, one collector thread, the quick compiler only. */
export function jvmFlags(heapMegabytes: number): readonly string[] {
  return [
    // The default first heap is a share of the machine's memory, and all of it gets touched.
    '-Xms48m',
    `-Xmx${heapMegabytes}m`,
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-XX:-UsePerfData',
    '-Djava.net.preferIPv4Stack=true',
    '-Djava.awt.headless=true',
  ]
}

/** Kafka's class path, always in the same order. */
export function classPathOf({ jars }: JarSet): string {
  return jars.join(path.delimiter)
}

/** Writes a file of arguments for `java @file`: 47 jars make a line no process list should show. */
export async function writeArgumentFile(file: string, args: readonly string[]): Promise<void> {
  await writeFile(file, args.map((arg) => `${quote(arg)}\n`).join(''))
}

/** The whole environment of a JVM of ours: nothing of the user's that could change its ways. */
export function javaEnv(markerEnv: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '', HOME = '', TZ } = process.env
  return { PATH, HOME, ...(TZ !== undefined && { TZ }), LANG: 'C.UTF-8', ...markerEnv }
}

function quote(arg: string): string {
  return `"${arg.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
