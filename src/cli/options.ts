import { InvalidArgumentError, Option } from 'commander'
import { chooseLang, type Lang } from '#core/bilingual.ts'
import type { Minimum } from '#core/minimum.ts'

/** `--lang en|ko`. */
export function langOption(): Option {
  return new Option('--lang <lang>', 'language of the messages (default: from LANG)').choices([
    'en',
    'ko',
  ])
}

/** The language a command speaks. */
export function langOf(options: { readonly lang?: string }): Lang {
  return chooseLang(options.lang, process.env)
}

/** A seed: letters, digits and hyphens, so that it can be typed again. */
export function parseSeed(text: string): string {
  if (/^[\w-]{1,64}$/.test(text)) return text
  throw new InvalidArgumentError('A seed is made of at most 64 letters, digits, - and _.')
}

const MINIMUM = /^(?:(\d\d)=)?(pass|\d+(?:\.\d+)?)$/

/** What has to be reached: `60`, `03=8`, `07=pass`, several separated by commas or given one by one. */
export function parseMinimum(text: string, before: readonly Minimum[] = []): Minimum[] {
  return [...before, ...text.split(',').map(parseOneMinimum)]
}

function parseOneMinimum(text: string): Minimum {
  const [, id, points] = MINIMUM.exec(text.trim()) ?? []
  if (points !== undefined && id !== undefined) {
    return { kind: 'exercise', id, points: points === 'pass' ? points : Number(points) }
  }
  if (points !== undefined && points !== 'pass') return { kind: 'total', points: Number(points) }
  throw new InvalidArgumentError(
    'Say points in all (60), or of one exercise (03=8), or its pass mark (03=pass).',
  )
}
