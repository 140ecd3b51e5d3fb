import type { Lang } from '#core/bilingual.ts'
import type { ResultRecord } from '#core/result-record.ts'
import { renderJson } from './render-json.ts'
import { renderJunit } from './render-junit.ts'

/** Turns a record into the text of a file. */
export type FileRenderer = (record: ResultRecord, lang: Lang) => string

/** Every format a record can be written in, by the name of its option. A new one is added here. */
export const FILE_RENDERERS = {
  json: renderJson,
  junit: renderJunit,
} as const satisfies Record<string, FileRenderer>

export type FileFormat = keyof typeof FILE_RENDERERS
