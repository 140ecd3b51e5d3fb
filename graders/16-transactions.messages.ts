import type { ExerciseMessages } from '#core/exercise-messages.ts'

export const messages = {
  title: { en: 'Idempotence and transactions', ko: '멱등 프로듀서와 트랜잭션' },
  goal: {
    en: 'You will make several writes and the committed offset one unit: all of it counts, or none.',
    ko: '여러 쓰기와 오프셋 커밋을 하나로 묶어, 모두 반영되거나 하나도 반영되지 않게 합니다.',
  },
  firstStep: {
    en: 'Open transfer.ts and make a producer with TRANSACTIONAL_ID where TODO 1 stands.',
    ko: 'transfer.ts를 열고 TODO 1 자리에 TRANSACTIONAL_ID를 쓰는 프로듀서를 만들어 보세요.',
  },
  whatHappened: [
    {
      en: 'Answers got lost, and the producer sent again; by producer id and sequence number the broker knew which batches it already had.',
      ko: '응답이 사라져 프로듀서가 다시 보냈지만, 브로커는 프로듀서 ID와 순번을 보고 이미 받은 배치임을 알아챘습니다.',
    },
    {
      en: 'The program was killed inside a transaction; starting again with the same id aborted what it had left open.',
      ko: '트랜잭션 도중에 강제 종료되었지만, 같은 ID로 다시 시작하자 열려 있던 트랜잭션이 중단되었습니다.',
    },
    {
      en: 'Debit, credit and offset became visible together, so a read_committed consumer never saw half a pair.',
      ko: '출금, 입금, 오프셋이 함께 반영되어 read_committed 컨슈머는 반쪽짜리 이체를 한 번도 보지 못했습니다.',
    },
  ],
  checks: {
    '16-C1': {
      title: { en: 'The producer is idempotent', ko: '멱등 프로듀서로 보낸다' },
      hints: [
        {
          en: 'When the answer to a write is lost, what does the client do, and what does the broker store?',
          ko: '쓰기의 응답이 사라지면 클라이언트는 무엇을 하고, 브로커에는 무엇이 저장될까요?',
        },
        {
          en: 'An idempotent producer numbers its batches, so the broker stores a repeated one only once.',
          ko: '멱등 프로듀서는 배치에 번호를 매기므로 브로커는 같은 배치가 다시 와도 한 번만 저장합니다.',
        },
        {
          en: 'Set `idempotent: true` in `kafka.producer()`; a transactional producer is always idempotent.',
          ko: '`kafka.producer()`에 `idempotent: true`를 넣으세요. 트랜잭션 프로듀서는 언제나 멱등입니다.',
        },
      ],
    },
    '16-C2': {
      title: { en: 'Every write belongs to a transaction', ko: '모든 쓰기가 트랜잭션에 속한다' },
      hints: [
        {
          en: 'Which object do you call send() on?',
          ko: '어떤 객체의 send()를 호출하나요?',
        },
        {
          en: 'A transaction holds only what is sent through it; other writes are visible at once.',
          ko: '트랜잭션을 통해 보낸 것만 트랜잭션에 속합니다. 다른 쓰기는 곧바로 보입니다.',
        },
        {
          en: 'Write `const transaction = await producer.transaction()` and `await transaction.send(…)`.',
          ko: '`const transaction = await producer.transaction()`으로 시작해 `await transaction.send(…)`로 보내세요.',
        },
      ],
    },
    '16-C3': {
      title: {
        en: 'One debit and one credit for each input',
        ko: '입력마다 출금과 입금이 하나씩 있다',
      },
      hints: [
        {
          en: 'Take one input from the table: what had been committed for it when the program died?',
          ko: '표에서 입력 하나를 골라 보세요. 프로그램이 죽을 때 그 입력에서 무엇이 커밋되어 있었나요?',
        },
        {
          en: 'Debit, credit and the offset of the input belong to one transaction; split up, they leave a gap in which the program may die.',
          ko: '출금, 입금, 입력의 오프셋은 한 트랜잭션에 넣어야 합니다. 나누면 그 사이에 죽을 수 있습니다.',
        },
        {
          en: '`transaction.send` for both, `transaction.sendOffsets`, then one `commit()`; on an error `abort()` and throw it on, and skip a bad input.',
          ko: '둘 다 `transaction.send`로 보내고 `transaction.sendOffsets`를 부른 뒤 `commit()`은 한 번만 하세요. 오류가 나면 `abort()`를 부른 뒤 오류를 다시 던지고, 잘못된 입력은 건너뛰세요.',
        },
      ],
    },
    '16-C4': {
      title: { en: 'Offsets are part of the transaction', ko: '오프셋도 트랜잭션에 속한다' },
      hints: [
        {
          en: 'Who commits the offsets of GROUP: the consumer, or the transaction?',
          ko: 'GROUP의 오프셋을 누가 커밋하나요? 컨슈머인가요, 트랜잭션인가요?',
        },
        {
          en: 'A consumer that commits by itself does so before or after the transaction, never together with it.',
          ko: '컨슈머가 스스로 커밋하면 트랜잭션보다 먼저 또는 나중에 반영될 뿐, 결코 함께 반영되지 않습니다.',
        },
        {
          en: "Run with `autoCommit: false`, and call `transaction.sendOffsets({ consumerGroupId, topics })` with the message's offset + 1.",
          ko: '`autoCommit: false`로 실행하고, `transaction.sendOffsets({ consumerGroupId, topics })`에 메시지의 오프셋 + 1을 넣으세요.',
        },
      ],
    },
    '16-C5': {
      title: { en: 'No transaction is left open', ko: '열린 트랜잭션이 남지 않는다' },
      hints: [
        {
          en: 'Follow each way through your handler. Does every one end in commit or abort?',
          ko: '핸들러의 모든 경로를 따라가 보세요. 어느 경로든 commit이나 abort로 끝나나요?',
        },
        {
          en: 'A killed program cannot abort. The next start does so, if it has the same transactional id.',
          ko: '강제 종료된 프로그램은 중단할 수 없습니다. 같은 트랜잭션 ID로 다시 시작하면 대신 중단됩니다.',
        },
        {
          en: 'Use `transactionalId: process.env.TRANSACTIONAL_ID`, the same at each start, and abort in `catch`.',
          ko: '시작할 때마다 같은 `transactionalId: process.env.TRANSACTIONAL_ID`를 쓰고, `catch`에서 중단하세요.',
        },
      ],
    },
  },
} as const satisfies ExerciseMessages

/** What the learner sees meanwhile. */
export const doing = {
  working: {
    en: 'waiting for your program to transfer the inputs',
    ko: '프로그램이 입력을 이체하기를 기다립니다',
  },
  committing: { en: 'waiting for your group to commit', ko: '그룹이 커밋하기를 기다립니다' },
  finishing: {
    en: 'looking for transactions that are still open',
    ko: '아직 열려 있는 트랜잭션이 있는지 봅니다',
  },
  lost: {
    en: 'the answer to a Produce request is lost, and its connection with it',
    ko: 'Produce 요청의 응답이 연결과 함께 사라짐',
  },
  late: { en: 'a Produce request arrives 2.5 s late', ko: 'Produce 요청이 2.5초 늦게 도착함' },
  heldWrite: (nth: number) => ({
    en: `Produce request ${nth} of the lot is held up until the program is killed`,
    ko: `이 묶음의 ${nth}번째 Produce 요청을 강제 종료할 때까지 붙잡음`,
  }),
  heldOffsets: (nth: number) => ({
    en: `TxnOffsetCommit request ${nth} of the lot is held up until the program is killed`,
    ko: `이 묶음의 ${nth}번째 TxnOffsetCommit 요청을 강제 종료할 때까지 붙잡음`,
  }),
}

/** What is said when a check fails. */
export const says = {
  notIdempotent: (count: number) => ({
    en: `${count} messages were sent without idempotence.`,
    ko: `메시지 ${count}개가 멱등성 없이 전송되었습니다.`,
  }),
  outside: (count: number) => ({
    en: `${count} writes were outside a transaction.`,
    ko: `쓰기 ${count}개가 트랜잭션 밖에서 이루어졌습니다.`,
  }),
  nothing: {
    en: 'No debit and no credit is in OUT_TOPIC for a read_committed consumer.',
    ko: 'read_committed 컨슈머가 OUT_TOPIC에서 읽을 출금과 입금이 없습니다.',
  },
  strange: (count: number) => ({
    en: `${count} visible message(s) in OUT_TOPIC are neither the debit nor the credit of an input.`,
    ko: `OUT_TOPIC에서 읽을 수 있는 메시지 ${count}개가 입력의 출금도 입금도 아닙니다.`,
  }),
  stuck: (count: number) => ({
    en: `The program stopped working: ${count} input(s) were not transferred.`,
    ko: `프로그램이 더 이상 일하지 않아 입력 ${count}개가 이체되지 않았습니다.`,
  }),
  stuckUnawaited: (count: number) => ({
    en: `The program stopped working with ${count} input(s) left: it does not wait until a transaction has ended.`,
    ko: `프로그램이 입력 ${count}개를 남겨 두고 더 이상 일하지 않습니다. 트랜잭션이 끝날 때까지 기다리지 않기 때문입니다.`,
  }),
  passedOver: (id: string) => ({
    en: `Input ${id} got lost: GROUP's offset stands behind it, but no committed transaction holds its debit and credit.`,
    ko: `입력 ${id}이(가) 유실되었습니다. GROUP의 오프셋은 이미 그 뒤에 있는데, 커밋된 트랜잭션 어디에도 출금과 입금이 없습니다.`,
  }),
  shutOut: (producers: number, refused: number) => ({
    en: `Producers with the same transactional id shut each other out: ${producers} began in one start of the program, and ${refused} request(s) were refused.`,
    ko: `같은 트랜잭션 ID를 쓰는 프로듀서들이 서로를 밀어냈습니다. 프로그램이 한 번 실행되는 동안 프로듀서 ${producers}개가 시작했고, 요청 ${refused}개가 거부되었습니다.`,
  }),
  late: (count: number) => ({
    en: `${count} input(s) were transferred only when the program was told to stop.`,
    ko: `입력 ${count}개가 프로그램이 종료 시그널을 받은 뒤에야 이체되었습니다.`,
  }),
  wrongCount: (id: string, debits: number, credits: number) => ({
    en: `Input ${id} has ${debits} debit(s) and ${credits} credit(s) instead of one each.`,
    ko: `입력 ${id}의 출금이 ${debits}번, 입금이 ${credits}번 기록되었습니다. 한 번씩이어야 합니다.`,
  }),
  badVisible: (id: string, debits: number, credits: number) => ({
    en: `Input ${id} is bad, and yet it has ${debits} debit(s) and ${credits} credit(s).`,
    ko: `입력 ${id}은(는) 잘못된 입력인데 출금이 ${debits}번, 입금이 ${credits}번 기록되었습니다.`,
  }),
  oldAgain: (id: string) => ({
    en: `Input ${id} was transferred again, though it lies before the offset that GROUP had committed.`,
    ko: `GROUP이 커밋해 둔 오프셋보다 앞에 있는 입력 ${id}이(가) 다시 이체되었습니다.`,
  }),
  wrongKey: (id: string) => ({
    en: `The key of an output message of input ${id} is not its id.`,
    ko: `입력 ${id}의 출력 메시지 키가 그 id가 아닙니다.`,
  }),
  wrongContent: (id: string) => ({
    en: `Debit or credit of input ${id} has another account or amount.`,
    ko: `입력 ${id}의 출금이나 입금에서 계좌 또는 금액이 다릅니다.`,
  }),
  plainCommits: (count: number) => ({
    en: `Offsets were committed outside the transaction: ${count} OffsetCommit requests.`,
    ko: `오프셋이 트랜잭션 밖에서 커밋되었습니다: OffsetCommit 요청 ${count}개.`,
  }),
  otherGroup: (groups: string) => ({
    en: `The offsets in the transactions belong to another group: ${groups}.`,
    ko: `트랜잭션에 들어 있는 오프셋이 다른 그룹의 것입니다: ${groups}.`,
  }),
  withoutOffsets: (count: number) => ({
    en: `${count} transaction(s) were committed with writes but without an offset of GROUP.`,
    ko: `트랜잭션 ${count}개가 쓰기만 담고 GROUP의 오프셋 없이 커밋되었습니다.`,
  }),
  notAtEnd: ({ partitions }: { partitions: string }) => ({
    en: `The group did not reach the end of partition ${partitions}.`,
    ko: `그룹이 파티션 ${partitions}의 끝 오프셋에 도달하지 못했습니다.`,
  }),
  open: (partitions: string) => ({
    en: `A transaction was left open on partition ${partitions} of OUT_TOPIC.`,
    ko: `OUT_TOPIC 파티션 ${partitions}에 끝나지 않은 트랜잭션이 남아 있습니다.`,
  }),
  manyIds: (count: number) => ({
    en: `A killed program left a transaction open, and nobody ended it: ${count} different transactional ids were used.`,
    ko: `강제 종료된 프로그램의 트랜잭션이 열린 채 남았습니다. 서로 다른 트랜잭션 ID ${count}개가 쓰여 아무도 끝내지 못했습니다.`,
  }),
}
