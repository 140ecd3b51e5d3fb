import type { CommanderError } from 'commander'
import { sameInBoth, type Bilingual } from '#core/bilingual.ts'
import { UsageError } from '#core/errors.ts'

/** What commander found wrong with the words after a command, as an error in both languages. */
export function explainMisuse(error: CommanderError, command: string): UsageError {
  const [, name = ''] = /'([^']*)'/.exec(error.message) ?? []
  const [, meant] = /Did you mean (.*)\?/.exec(error.message) ?? []
  return new UsageError({
    code: 'bad-command-line',
    message: messageOf(error, command, name, meant),
    advice: {
      en: `What ${command} takes: npm run ${command} -- --help`,
      ko: `${command} 사용법: npm run ${command} -- --help --lang ko`,
    },
    cause: error,
  })
}

function messageOf(
  { code, message }: CommanderError,
  command: string,
  name: string,
  meant: string | undefined,
): Bilingual {
  if (code === 'commander.unknownOption') {
    return {
      en: `${command} has no option ${name}.${meant ? ` Did you mean ${meant}?` : ''}`,
      ko: `${command} 명령에는 ${name} 옵션이 없습니다.${meant ? ` 혹시 ${meant}인가요?` : ''}`,
    }
  }
  if (code === 'commander.optionMissingArgument') {
    return { en: `A value is missing: ${name}`, ko: `값이 빠졌습니다: ${name}` }
  }
  if (code === 'commander.missingArgument') {
    return {
      en: `Something is missing: npm run ${command} <${name}>`,
      ko: `빠진 것이 있습니다: npm run ${command} <${name}>`,
    }
  }
  if (code === 'commander.excessArguments') {
    return {
      en: `More words follow ${command} than it takes.`,
      ko: `${command} 뒤에 필요 없는 말이 더 있습니다.`,
    }
  }
  return sameInBoth(message)
}
