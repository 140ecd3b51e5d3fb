import { expect } from 'chai'
import { chooseLang, sameInBoth } from '#core/bilingual.ts'

describe('the language of the messages', () => {
  const families: readonly [string, string | undefined, Record<string, string>, 'en' | 'ko'][] = [
    ['what was asked for wins over the locale', 'en', { LANG: 'ko_KR.UTF-8' }, 'en'],
    ['Korean can be asked for anywhere', 'ko', { LANG: 'C' }, 'ko'],
    ['without a locale it is English', undefined, {}, 'en'],
    ['LANG decides', undefined, { LANG: 'ko_KR.UTF-8' }, 'ko'],
    ['LC_MESSAGES goes before LANG', undefined, { LC_MESSAGES: 'ko_KR', LANG: 'de_DE' }, 'ko'],
    ['LC_ALL goes before all', undefined, { LC_ALL: 'C', LC_MESSAGES: 'ko', LANG: 'ko' }, 'en'],
    ['an empty LC_ALL counts as not set', undefined, { LC_ALL: '', LANG: 'ko_KR' }, 'ko'],
    ['capital letters are the same', undefined, { LANG: 'KO_kr' }, 'ko'],
    ['the bare name is enough', undefined, { LANG: 'ko' }, 'ko'],
    ['Konkani is not Korean', undefined, { LANG: 'kok_IN.UTF-8' }, 'en'],
    ['an unknown wish falls back to the locale', 'fr', { LANG: 'ko_KR' }, 'ko'],
  ]
  for (const [title, asked, env, lang] of families) {
    it(title, () => {
      expect(chooseLang(asked, env)).to.equal(lang)
    })
  }

  it('is left open for a text that needs no translation', () => {
    expect(sameInBoth('x')).to.deep.equal({ en: 'x', ko: 'x' })
  })
})
