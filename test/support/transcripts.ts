import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { REPOSITORY } from '#core/repository.ts'

const FOLDER = path.join(REPOSITORY.root, 'fixtures', 'transcripts')

/** Compares a text with the recorded one; with RECORD=1 it is recorded instead. */
export function expectTranscript(name: string, text: string): void {
  const file = path.join(FOLDER, name)
  if (process.env.RECORD === '1') {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(file, `${text}\n`)
  }
  const recorded = existsSync(file) ? readFileSync(file, 'utf8') : ''
  expect(`${text}\n`, `${name}; RECORD=1 writes it anew`).to.equal(recorded)
}
