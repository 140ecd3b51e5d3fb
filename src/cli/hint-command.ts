import type { Command } from 'commander'
import { EXIT } from '#core/exit-code.ts'
import { UsageError } from '#core/errors.ts'
import { readCourse } from '#grading/course.ts'
import { nextHintStep, readProgress, writeProgress } from '#grading/progress-file.ts'
import { readMessages } from '#grading/read-messages.ts'
import { langOf, langOption } from './options.ts'
import { createOutput } from './output.ts'

/** `hint CHECK`: one step further each time it is asked. */
export function addHintCommand(program: Command, finishWith: (code: number) => void): void {
  program
    .command('hint')
    .description('show the next hint for a check, for example 03-C2')
    .argument('<check>', 'the id of a check')
    .addOption(langOption())
    .action(async (check: string, options: { lang?: string }) => {
      await showHint(check.toUpperCase(), options)
      finishWith(EXIT.passed)
    })
}

async function showHint(checkId: string, options: { lang?: string }): Promise<void> {
  const { exercises } = await readCourse()
  const exercise = exercises.find(({ checks }) => checks.some(({ id }) => id === checkId))
  if (!exercise)
    throw unknownCheck(
      checkId,
      exercises.flatMap(({ checks }) => checks.map(({ id }) => id)),
    )
  const { checks } = await readMessages(exercise.slug)
  const said = checks[checkId]!
  const { step, progress } = nextHintStep(await readProgress(), checkId, said.hints.length)
  await writeProgress(progress).catch(() => {})
  const lang = langOf(options)
  const { print, paint } = createOutput(process.stdout)
  print(`${paint('strong', checkId)}  ${said.title[lang]}`)
  said.hints
    .slice(0, step)
    .forEach((hint, at) => print(`  ${at + 1}/${said.hints.length}  ${hint[lang]}`))
  if (step < said.hints.length) print(paint('dim', MORE[lang]))
}

const MORE = {
  en: '  Ask again for a more exact one.',
  ko: '  더 구체적인 힌트는 한 번 더 요청해 주세요.',
}

function unknownCheck(checkId: string, known: readonly string[]): UsageError {
  return new UsageError({
    code: 'unknown-exercise',
    message: { en: `There is no check ${checkId}.`, ko: `${checkId} 항목은 없습니다.` },
    advice: { en: `The checks are: ${known.join(', ')}`, ko: `항목 목록: ${known.join(', ')}` },
  })
}
