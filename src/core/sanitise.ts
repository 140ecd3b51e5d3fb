/** How much of one text is kept; longer ones lose their middle. */
const LONGEST_TEXT = 20_000

/**
 * Makes untrusted text harmless for every renderer: no control or escape sequences (terminal, OSC),
 * no bidi marks that repaint a line, no lone surrogates, nothing that XML 1.0 forbids.
 */
export function sanitiseText(text: string): string {
  const harmless = text
    .toWellFormed()
    .replace(ESCAPE_SEQUENCES, '')
    .replace(/\r\n?/g, '\n')
    .replace(UNSAFE_CHARACTERS, (character) => (character === '\u0085' ? '\n' : ''))
  if (harmless.length <= LONGEST_TEXT) return harmless
  const half = LONGEST_TEXT / 2
  return `${harmless.slice(0, half).toWellFormed()}\n[…]\n${harmless.slice(-half).toWellFormed()}`
}

/** Spells out, as JSON does (`\u0000`), what would be taken away: two texts may differ in that alone. */
export function spellOut(text: string): string {
  return text.replace(UNSAFE_CHARACTERS, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** Makes every string harmless inside plain data, keys left as they are. */
export function sanitiseData<T>(data: T): T {
  if (typeof data === 'string') return sanitiseText(data) as T
  if (Array.isArray(data)) return data.map((item: unknown) => sanitiseData(item)) as T
  if (data === null || typeof data !== 'object') return data
  const entries = Object.entries(data).map(([key, value]) => [key, sanitiseData(value) as unknown])
  return Object.fromEntries(entries) as T
}

/** CSI, OSC, DCS and two-character escape sequences (ECMA-48), also in their 8-bit forms. */
const ESCAPE_SEQUENCES =
  // eslint-disable-next-line no-control-regex
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[ -/]*[0-~]?/g

/** C0 but \n and \t, DEL, C1, bidi controls, zero-width and byte-order marks, XML non-characters. */
const UNSAFE_CHARACTERS =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/g
