import type { ExerciseMessages } from '#core/exercise-messages.ts'
import type { DesignFault } from './08-partition-count.design.ts'
import {
  limitMissed,
  neededBy,
  roundedDown,
  type Limit,
  type Workload,
} from './08-partition-count.workload.ts'

export const messages = {
  title: { en: 'A partition count with a reason', ko: '근거 있는 파티션 수' },
  goal: {
    en: 'You will work out how many partitions a topic needs, and create it so from the start.',
    ko: '토픽에 파티션이 몇 개 필요한지 계산하고, 처음부터 그 수로 토픽을 만들게 됩니다.',
  },
  firstStep: {
    en: 'Open create.sh and work out the number of partitions at TODO 1.',
    ko: 'create.sh를 열고 TODO 1에서 파티션 수를 계산해 보세요.',
  },
  whatHappened: [
    {
      en: 'Your script worked out from three limits how many partitions are needed side by side.',
      ko: '스크립트가 세 가지 한계를 따져서 필요한 파티션 수를 계산했습니다.',
    },
    {
      en: 'The brokers made that many logs, and in a group each has one consumer.',
      ko: '브로커는 그 수만큼 로그를 만들었고, 그룹 안에서 로그 하나는 컨슈머 하나가 맡습니다.',
    },
    {
      en: 'The count was there before any message, so no key ever has to move.',
      ko: '파티션 수가 첫 메시지보다 먼저 정해져서 키가 다른 파티션으로 옮겨 갈 일이 없습니다.',
    },
  ],
  checks: {
    '08-C1': {
      title: { en: 'The count fits the workload', ko: '파티션 수가 작업량에 맞는다' },
      hints: [
        {
          en: 'How fast is one consumer, how fast is one partition, and how fast must the topic as a whole be?',
          ko: '컨슈머 하나, 파티션 하나는 얼마나 빠르고, 토픽 전체는 얼마나 빨라야 하나요?',
        },
        {
          en: 'Within a group a partition feeds one consumer. So each rate asks for a number of partitions of its own, the planned consumers ask for a third one, and the largest of them counts.',
          ko: '그룹 안에서 파티션 하나는 컨슈머 하나가 맡습니다. 속도마다 필요한 파티션 수가 나오고, 계획한 컨슈머 수가 또 하나의 하한입니다. 가장 큰 값이 답입니다.',
        },
        {
          en: 'Divide and round up, in the shell `$(( (target + rate - 1) / rate ))`; then take the maximum of both and of the consumers.',
          ko: '나눈 다음 올림하세요. 셸에서는 `$(( (target + rate - 1) / rate ))`입니다. 두 값과 컨슈머 수 가운데 가장 큰 값을 쓰세요.',
        },
      ],
    },
    '08-C2': {
      title: { en: 'The design file tells the truth', ko: '설계 파일이 실제와 같다' },
      hints: [
        {
          en: 'Print the count you worked out, the one of the topic and the one in the file.',
          ko: '계산한 값, 토픽의 파티션 수, 파일에 적은 값을 각각 출력해 보세요.',
        },
        {
          en: 'A number that is written in two places goes wrong in one of them: keep it in one variable.',
          ko: '같은 숫자를 두 곳에 따로 적으면 언젠가 어긋납니다. 변수 하나에만 두세요.',
        },
        {
          en: 'Write `partitions: $partitions` to "$DESIGN_FILE" and below it the five lines of the workload.',
          ko: '"$DESIGN_FILE"에 `partitions: $partitions`를 쓰고, 그 아래에 작업량의 다섯 줄을 적으세요.',
        },
      ],
    },
    '08-C3': {
      title: {
        en: 'Every planned consumer has work (for information)',
        ko: '계획한 컨슈머가 모두 일한다(참고용)',
      },
      hints: [
        {
          en: 'Compare the planned consumers with the partitions.',
          ko: '계획한 컨슈머 수와 파티션 수를 비교해 보세요.',
        },
        {
          en: 'Within a group a partition never belongs to two members, so the members that are too many get none.',
          ko: '한 그룹에서는 파티션 하나를 두 멤버가 함께 맡을 수 없으므로, 남는 멤버는 할 일이 없습니다.',
        },
        {
          en: 'The count has to be at least the value of `consumers`.',
          ko: '파티션 수는 적어도 `consumers` 값만큼 되어야 합니다.',
        },
      ],
    },
    '08-C4': {
      title: {
        en: 'The count was there before the first message',
        ko: '첫 메시지 전에 파티션 수가 정해졌다',
      },
      hints: [
        {
          en: 'In which order does your script create, write and alter?',
          ko: '스크립트가 어떤 순서로 만들고, 쓰고, 바꾸나요?',
        },
        {
          en: 'A key goes to hash(key) mod count. Another count means other places, and what is stored stays behind.',
          ko: '키의 위치는 hash(key) mod 파티션 수입니다. 수가 바뀌면 위치도 바뀌는데, 이미 저장된 메시지는 옮겨 가지 않습니다.',
        },
        {
          en: 'Give the count to `kafka-topics --create --partitions` at once, and write nothing before.',
          ko: '`kafka-topics --create --partitions`에 처음부터 그 수를 주고, 그 전에는 아무것도 쓰지 마세요.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

const TOO_FEW: Record<Limit, (workload: Workload, count: number) => { en: string; ko: string }> = {
  'consumer-rate': ({ target_per_second: target, consumer_per_second: rate }, count) => ({
    en: `${count} × ${rate} = ${count * rate} messages per second is all its consumers can handle, not ${target}`,
    ko: `컨슈머가 처리할 수 있는 양은 초당 ${count} × ${rate} = ${count * rate}개로, 목표인 ${target}개에 못 미칩니다`,
  }),
  'partition-rate': ({ target_per_second: target, partition_per_second: rate }, count) => ({
    en: `${count} × ${rate} = ${count * rate} messages per second is all its partitions can take in, not ${target}`,
    ko: `파티션에 쓸 수 있는 양은 초당 ${count} × ${rate} = ${count * rate}개로, 목표인 ${target}개에 못 미칩니다`,
  }),
  consumers: ({ consumers }, count) => ({
    en: `${consumers - count} of the ${consumers} planned consumers would have nothing to do`,
    ko: `계획한 컨슈머 ${consumers}개 중 ${consumers - count}개는 할 일이 없습니다`,
  }),
}

/** How the counts of all runs compare. */
type Pattern = {
  readonly isConstant: boolean
  /** One was added to every division, where rounding up was meant. */
  readonly isRoundedPast: boolean
}

function whyOutOfRange(workload: Workload, count: number, { isRoundedPast }: Pattern) {
  const limit = limitMissed(workload, count)
  if (!limit) {
    const even = isRoundedPast
      ? {
          en: ' (a division that comes out even was rounded up to the next number)',
          ko: '(나누어떨어지는 나눗셈에도 1을 더한 값입니다)',
        }
      : { en: '', ko: '' }
    return {
      en: `that is more than max_partitions${even.en}`,
      ko: `max_partitions보다 많습니다${even.ko}`,
    }
  }
  const why = TOO_FEW[limit](workload, count)
  if (count !== roundedDown(workload)) return why
  return {
    en: `${why.en} (a division was rounded down)`,
    ko: `${why.ko}(나눗셈 결과를 내림한 값입니다)`,
  }
}

/** What is said when a check fails. */
export const says = {
  missing: (topic: string) => ({
    en: `There is no topic ${topic}.`,
    ko: `${topic} 토픽이 없습니다.`,
  }),
  outOfRange: (workload: Workload, count: number, pattern: Pattern) => {
    const why = whyOutOfRange(workload, count, pattern)
    const range = { needed: neededBy(workload), most: workload.max_partitions }
    const constant = pattern.isConstant
      ? { en: ' Every workload got the same count.', ko: ' 작업량이 달라도 파티션 수가 같습니다.' }
      : { en: '', ko: '' }
    return {
      en: `${count} partition(s), where at least ${range.needed} are needed and ${range.most} is the limit: ${why.en}.${constant.en}`,
      ko: `파티션이 ${count}개입니다. 최소 ${range.needed}개, 최대 ${range.most}개여야 합니다. ${why.ko}.${constant.ko}`,
    }
  },
  design: (fault: DesignFault) => {
    switch (fault.id) {
      case 'design-missing':
        return fault.hasDefault
          ? {
              en: 'The design was written to design.yml, not to the path in DESIGN_FILE.',
              ko: '설계를 DESIGN_FILE에 지정된 경로가 아니라 design.yml에 썼습니다.',
            }
          : {
              en: 'There is no file at the path in DESIGN_FILE.',
              ko: 'DESIGN_FILE에 지정된 경로에 파일이 없습니다.',
            }
      case 'design-unreadable':
        return {
          en: `The design file cannot be read as YAML (line ${fault.line}): ${fault.why.en}`,
          ko: `설계 파일을 YAML로 읽을 수 없습니다(${fault.line}번째 줄). ${fault.why.ko}`,
        }
      case 'design-key-missing':
        return {
          en: `The design file does not say what ${fault.name} is (a line \`${fault.name}: …\` at the left edge).`,
          ko: `설계 파일에 ${fault.name} 값이 없습니다(들여쓰지 않은 \`${fault.name}: …\` 줄).`,
        }
      case 'design-no-number':
        return {
          en: `${fault.name} in the design file is no number: ${fault.found || '(empty)'}`,
          ko: `설계 파일의 ${fault.name} 값이 숫자가 아닙니다: ${fault.found || '(비어 있음)'}`,
        }
      case 'design-other-count':
        return {
          en: `The design file and the topic disagree: ${fault.found} partitions there, ${fault.count} in the topic.`,
          ko: `설계 파일과 실제 토픽의 파티션 수가 다릅니다. 파일에는 ${fault.found}개, 토픽에는 ${fault.count}개입니다.`,
        }
      case 'design-other-input':
        return {
          en: `The design file gives another number than WORKLOAD_FILE: ${fault.name} is ${fault.given} there and ${fault.found} in the design.`,
          ko: `설계 파일의 숫자가 작업량과 다릅니다. ${fault.name} 값은 WORKLOAD_FILE에서 ${fault.given}, 설계 파일에서 ${fault.found}입니다.`,
        }
    }
  },
  designFound: (fault: DesignFault) => {
    if (fault.id === 'design-missing') return { en: 'no file', ko: '파일 없음' }
    if (fault.id === 'design-unreadable') return fault.why
    if (fault.id === 'design-key-missing')
      return { en: `no ${fault.name}`, ko: `${fault.name} 없음` }
    const name = fault.id === 'design-other-count' ? 'partitions' : fault.name
    return { en: `${name}: ${fault.found}`, ko: `${name}: ${fault.found}` }
  },
  idle: (idle: number, consumers: number) => ({
    en: `${idle} of the ${consumers} planned consumers would have nothing to do.`,
    ko: `계획한 컨슈머 ${consumers}개 중 ${idle}개는 할 일이 없습니다.`,
  }),
  grownLate: (topic: string, to: number, writes: number) => ({
    en: `${topic} was raised to ${to} partitions after ${writes} Produce request(s): that moves keys away from their messages.`,
    ko: `${topic} 토픽에 이미 메시지를 쓴(Produce 요청 ${writes}번) 뒤에 파티션을 ${to}개로 늘렸습니다. 그러면 키의 위치가 달라집니다.`,
  }),
}
