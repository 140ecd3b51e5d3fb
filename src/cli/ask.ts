import { createInterface } from 'node:readline'

/** What somebody answered; `interrupted` is Ctrl-C. */
export type Answer = 'yes' | 'no' | 'interrupted'

/** Yes in both languages, and what the y key types on a Korean keyboard. */
const YES = /^\s*(y|yes|ㅛ|네|예|응)\s*$/i

/** Asks a question; everything but a yes, the end of the input too, is a no. */
export async function ask(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<Answer> {
  const reader = createInterface({ input, output })
  try {
    return await new Promise<Answer>((resolve) => {
      reader.once('SIGINT', () => resolve('interrupted'))
      reader.once('close', () => resolve('no'))
      reader.question(question, (answer) => resolve(YES.test(answer) ? 'yes' : 'no'))
    })
  } finally {
    reader.close()
  }
}
