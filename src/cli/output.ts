import { styleText } from 'node:util'
import type { Paint, Style } from '#report/text-layout.ts'
import { wrapText } from '#report/wrap-text.ts'

/** Where a command's words go. With `--json -` human words move to standard error. */
export type Output = {
  readonly print: (text: string) => void
  readonly paint: Paint
  /** Breaks lines that are too long for the terminal; elsewhere changes nothing. */
  readonly fit: (text: string) => string
  readonly stream: NodeJS.WriteStream
}

const STYLES: Readonly<Record<Exclude<Style, 'plain'>, Parameters<typeof styleText>[0]>> = {
  good: 'green',
  bad: 'red',
  dim: 'dim',
  strong: 'bold',
  warn: 'yellow',
}

/** Output to a stream, with colours where it is a terminal (NO_COLOR and FORCE_COLOR are heard). */
export function createOutput(stream: NodeJS.WriteStream): Output {
  const hasColour = wantsColour(stream)
  const fit = (text: string) => (stream.isTTY ? wrapText(text, stream.columns || 80) : text)
  return {
    stream,
    fit,
    print: (text) => void stream.write(`${fit(text)}\n`),
    paint: (style, text) => {
      if (!hasColour || style === 'plain') return text
      return styleText(STYLES[style], text, { validateStream: false })
    },
  }
}

function wantsColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env
  if (NO_COLOR) return false
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0'
  return stream.isTTY && TERM !== 'dumb'
}

/** A reader that closes early (`| head`) is no reason to fail: what is left is not written. */
export function survivePipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}
