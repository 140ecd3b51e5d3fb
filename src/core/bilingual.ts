/** The languages a learner can read. */
export type Lang = 'en' | 'ko'

/** One sentence in both languages; the type keeps every message complete. */
export type Bilingual = { readonly en: string; readonly ko: string }

/** The same text in both languages, for values that need no translation. */
export function sameInBoth(text: string): Bilingual {
  return { en: text, ko: text }
}

/** The language asked for, else the one the locale variables name, else English. */
export function chooseLang(
  asked: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Lang {
  if (asked === 'en' || asked === 'ko') return asked
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^ko(?![a-z])/i.test(locale) ? 'ko' : 'en'
}
