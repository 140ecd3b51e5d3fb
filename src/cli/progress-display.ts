import type { Lang } from '#core/bilingual.ts'
import type { GradingEvent } from '#core/grading-event.ts'
import { renderDuration, widthOf } from '#report/text-layout.ts'
import type { Output } from './output.ts'

/** Shows what is going on while a run lasts. */
export interface ProgressDisplay extends Disposable {
  readonly show: (event: GradingEvent) => void
  /** Prints a finished piece of the report above the running line. */
  readonly print: (text: string) => void
  /** Takes the running line away until something is shown again. */
  readonly clear: () => void
}

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const FRAME_MS = 120
/** Without a terminal a line says what lasts longer than this. */
const QUIET_MS = 2_000

/** A running line in a terminal; elsewhere a plain line for what takes more than two seconds. */
export function createProgressDisplay(output: Output, lang: Lang): ProgressDisplay {
  const isLive = output.stream.isTTY && process.env.TERM !== 'dumb' && !process.env.CI
  const line = isLive ? liveLine(output, lang) : plainLine(output)
  /** What is done for each exercise that is being graded, the one that began first at the front. */
  const running = new Map<string, string>()
  const say = (slug: string, text: string) => {
    if (running.has(slug)) running.set(slug, text)
    const [first] = running
    if (!first) return line.set(text)
    const [subject, doing] = first
    line.set(doing === '' ? subject : `${subject}: ${doing}`)
  }
  return {
    show: (event) => {
      if (event.type === 'doing') say(event.slug ?? '', event.what[lang])
      else if (event.type === 'exercise-started') {
        running.set(event.slug, '')
        say(event.slug, '')
      } else if (event.type === 'exercise-ended') running.delete(event.result.slug)
      else if (event.type === 'exercise-repeated') line.print(`${event.slug}: ${event.why[lang]}`)
    },
    print: (text) => line.print(text),
    clear: () => {
      running.clear()
      line.set('')
    },
    [Symbol.dispose]: () => line.end(),
  }
}

type Line = {
  readonly set: (text: string) => void
  readonly print: (text: string) => void
  readonly end: () => void
}

function liveLine({ stream, paint, fit }: Output, lang: Lang): Line {
  let text = ''
  let since = performance.now()
  let frame = 0
  const clear = () => stream.write('\r\u001b[2K')
  const draw = () => {
    if (text === '') return
    frame = (frame + 1) % FRAMES.length
    const elapsedMs = performance.now() - since
    const took = elapsedMs > QUIET_MS ? `  ${renderDuration(elapsedMs, lang)}` : ''
    const room = Math.max(20, (stream.columns || 80) - 4)
    stream.write(
      `\r\u001b[2K${paint('dim', `${FRAMES[frame]} ${cut(text, room - took.length)}${took}`)}`,
    )
  }
  const timer = setInterval(draw, FRAME_MS)
  timer.unref()
  return {
    set: (next) => {
      if (next === text) return
      text = next
      since = performance.now()
      if (text === '') clear()
      else draw()
    },
    print: (block) => {
      clear()
      stream.write(`${fit(block)}\n`)
      draw()
    },
    end: () => {
      clearInterval(timer)
      clear()
    },
  }
}

function cut(text: string, columns: number): string {
  let result = text
  while (widthOf(result) > columns) result = result.slice(0, -1)
  return result
}

function plainLine({ stream, fit }: Output): Line {
  let timer: NodeJS.Timeout | undefined
  let current = ''
  let lastSaid = ''
  return {
    set: (text) => {
      if (text === current) return
      current = text
      clearTimeout(timer)
      if (text === '') return
      timer = setTimeout(() => {
        if (text !== lastSaid) stream.write(`… ${text}\n`)
        lastSaid = text
      }, QUIET_MS)
      timer.unref()
    },
    print: (block) => void stream.write(`${fit(block)}\n`),
    end: () => clearTimeout(timer),
  }
}
