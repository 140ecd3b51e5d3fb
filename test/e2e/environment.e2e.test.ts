import { readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { fakeJava, makeProgramFolder } from '../broker/program-folder.ts'
import { gradeToRecord } from '../support/cli.ts'
import { RIGHT_PRODUCER, submitProducer } from '../support/learner.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const TOOLS = ['sh', 'sed', 'grep', 'rm', 'cat', 'ps', 'env', 'printf', 'nice', 'sleep', 'bash']

describe('an environment without what it takes', function () {
  this.timeout(300_000)

  const families: readonly [string, (bin: Programs) => Promise<unknown>, RegExp][] = [
    ['no Java', async () => undefined, /Java/],
    [
      'a Java that is too old',
      (bin) => bin.add('java', fakeJava('11.0.20', '/usr/lib/jvm/eleven')),
      /11[^]*17|17[^]*11/,
    ],
    ['no Maven and no jars yet', async (bin) => linkTool(bin.folder, 'java'), /[Mm]aven|mvn/],
  ]
  for (const [title, prepare, words] of families) {
    it(`ends with 3 and a sentence on what to do: ${title}`, async () => {
      await using submission = await submitProducer(RIGHT_PRODUCER)
      await using bin = await makeProgramFolder()
      await using cache = await makeTempFolder()
      for (const tool of TOOLS) linkTool(bin.folder, tool)
      await prepare(bin)
      const env = { PATH: bin.folder, JAVA_HOME: undefined, XDG_CACHE_HOME: cache.folder }
      const startedAt = performance.now()
      const end = await gradeToRecord(['03', '--exercises', submission.folder], { env })
      expect(end.stderr)
        .to.match(words)
        .and.not.match(/\n {4}at /)
      expect(end.code).to.equal(3)
      expect(performance.now() - startedAt).to.be.below(60_000)
      expect(end.record.exercises[0]).to.include({ status: 'infra', points: null })
      const error = end.record.exercises[0]?.error ?? end.record.error
      expect(error?.advice?.en).to.not.be.oneOf(['', undefined])
      expect(error?.message.ko).to.match(/[가-힣]/)
    })
  }
})

type Programs = Awaited<ReturnType<typeof makeProgramFolder>>

/** Puts one of this computer's programs into a folder that is to be the whole PATH. */
function linkTool(folder: string, tool: string): void {
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((each) => !each.includes('shims'))
    .find((each) => namesIn(each).includes(tool))
  if (found) symlinkSync(path.join(found, tool), path.join(folder, tool))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
