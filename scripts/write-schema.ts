import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { resultRecordSchema } from '#core/result-record.ts'

const ROOT = path.join(import.meta.dirname, '..')
const FILE = path.join(ROOT, 'docs', 'results.schema.json')

/** The JSON schema of a result record; fields it does not name are allowed, they may be added. */
export function renderResultSchema(): object {
  const schema = z.toJSONSchema(resultRecordSchema, { io: 'input' })
  return { title: 'A result record of kafkalings', ...schema }
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(FILE, JSON.stringify(renderResultSchema(), null, 2))
  execFileSync(process.execPath, [path.join(ROOT, 'node_modules/oxfmt/bin/oxfmt'), FILE])
}
