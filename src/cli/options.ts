import { Option } from 'commander'
import { chooseLang, type Bilingual, type Lang } from '#core/bilingual.ts'
import { UsageError } from '#core/errors.ts'
import type { Minimum } from '#core/minimum.ts'

/** `--lang en|ko`; `lang` is the language of its description. */
export function langOption(lang: Lang): Option {
  return new Option('--lang <lang>', LANG[lang]).argParser(parseLang)
}

const LANG: Bilingual = {
  en: 'language of the messages: en, ko (default: from LANG)',
  ko: '메시지의 언어: en, ko (기본값: LANG에 따름)',
}

function parseLang(text: string): Lang {
  if (text === 'en' || text === 'ko') return text
  throw badValue(`--lang ${text}`, { en: 'Languages: en, ko.', ko: '쓸 수 있는 언어: en, ko.' })
}

/** The language a command speaks. */
export function langOf(options: { readonly lang?: string }): Lang {
  return chooseLang(options.lang, process.env)
}

/** An option with a value that makes no sense; `advice` says what would. */
export function badValue(given: string, advice: Bilingual): UsageError {
  return new UsageError({
    code: 'bad-option-value',
    message: { en: `This cannot be used: ${given}`, ko: `쓸 수 없는 값입니다: ${given}` },
    advice,
  })
}

/** A seed: letters, digits and hyphens, so that it can be typed again. */
export function parseSeed(text: string): string {
  if (/^[\w-]{1,64}$/.test(text)) return text
  throw badValue(`--seed ${text}`, {
    en: 'A seed is made of at most 64 letters, digits, - and _.',
    ko: '시드는 64자 이하의 영문자, 숫자, -, _로 이루어집니다.',
  })
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
  throw badValue(`--min ${text}`, {
    en: 'Say points in all (60), or of one exercise (03=8), or its pass mark (03=pass).',
    ko: '전체 점수(60), 한 연습의 점수(03=8), 통과 기준(03=pass) 중 하나를 써 주세요.',
  })
}
