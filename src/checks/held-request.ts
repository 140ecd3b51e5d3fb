import type { Bilingual } from '#core/bilingual.ts'
import type { Lab } from './lab.ts'

/** A request of the learner that is stopped on its way, from now on. */
export type HeldRequest = {
  readonly isHeld: () => Promise<boolean>
  /** Lets it go: on to the broker, or nowhere. */
  readonly release: () => Promise<void>
}

/** Which request to hold: the nth of its kind from now on. */
export type RequestToHold = {
  readonly apiKey: number
  readonly nth: number
  /** It never reaches the broker, nor does anything that follows on its connection. */
  readonly isLost: boolean
  readonly what: Bilingual
}

/** Holds a request until it is released, which is after the program that sent it was killed. */
export async function holdRequest(lab: Lab, wish: RequestToHold): Promise<HeldRequest> {
  const { apiKey, nth, isLost, what } = wish
  const rules = [await lab.faults.addRule({ action: 'hold', apiKey, nth }, what)]
  if (isLost) {
    const lost = { en: 'it is lost on the way', ko: '이 요청은 도중에 사라짐' }
    rules.push(await lab.faults.addRule({ action: 'cut', apiKey, nth }, lost))
  }
  return {
    isHeld: async () => (await rules[0]!.look()).hits > 0,
    // The rule that loses it is the last to end.
    release: async () => {
      for (const rule of rules) await rule.release()
    },
  }
}
