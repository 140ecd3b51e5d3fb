import { LineCounter, parseDocument, type Document, type YAMLError } from 'yaml'
import { buildTree, type YamlReading } from './build-tree.ts'
import type { ComposeFault } from './compose-fault.ts'
import { exceedsCaps } from './yaml-caps.ts'

/** Reads YAML of unknown origin in bounded time, with the place of every value. */
export function readYaml(text: string, file: string): YamlReading {
  const excess = exceedsCaps(text, file)
  if (excess) return { faults: [excess] }
  const lines = new LineCounter()
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  // Comparing every key with every other would be slow; building the tree finds double ones.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false }) as Document
  const errors = document.errors.map((error) => faultOf(error, text, placeAt(error.pos[0])))
  if (errors.length > 0) return { faults: errors.slice(0, 1) }
  return buildTree(document, placeAt)
}

function faultOf(error: YAMLError, text: string, at: ComposeFault['at']): ComposeFault {
  if (error.code === 'MULTIPLE_DOCS') return { id: 'several-documents', at }
  const line = text.split('\n')[at.line - 1] ?? ''
  if (error.code === 'TAB_AS_INDENT' || /^\s*\t/.test(line)) return { id: 'tab-indent', at }
  const detail = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
  return { id: 'not-yaml', at, detail }
}
