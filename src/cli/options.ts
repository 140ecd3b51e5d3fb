import { InvalidArgumentError, Option } from 'commander'
import { chooseLang, type Lang } from '#core/bilingual.ts'

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

/** A number of points. */
export function parsePoints(text: string): number {
  const points = Number(text)
  if (text.trim() !== '' && Number.isFinite(points) && points >= 0) return points
  throw new InvalidArgumentError('Points are a number that is not negative.')
}
