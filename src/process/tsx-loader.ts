import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** What `node --import` needs to run TypeScript, wherever the working directory is. */
export const TSX_LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
