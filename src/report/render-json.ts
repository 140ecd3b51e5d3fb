import type { ResultRecord } from '#core/result-record.ts'

/** The record as JSON text; `docs/results.schema.json` describes it. */
export function renderJson(record: ResultRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}
