/** Where something stands in the learner's files; lines and columns count from 1. */
export type Place = { readonly file: string; readonly line: number; readonly column: number }

/** A value with the place it was written at. */
export type Located<T> = { readonly value: T; readonly at: Place }

/** A place as editors and terminals know it: `docker-compose.yml:12:7`. */
export function showPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`
}
