// Run by guardian.test.ts as a process of its own, which is then killed.
import { writeSync } from 'node:fs'
import { startGuardian } from '#process/guardian.ts'
import { startShell } from './shell-program.ts'

const guardian = startGuardian()
const env = { PATH: process.env.PATH ?? '', ...guardian.markerEnv }
const guarded = startShell('exec sleep 60')
guardian.guardGroup(guarded.pid!)
const folder = await guardian.makeFolder(process.argv[2]!, 'kafkalings-held-')
const { stdout } = await startShell('setsid sleep 60 >/dev/null 2>&1 & echo $!', { env }).ended
writeSync(1, JSON.stringify({ group: guarded.pid, stray: Number(stdout.text), folder }))
setInterval(() => {}, 1_000)
