import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { forkWorker, type WorkerProcess } from '#process/fork-worker.ts'
import { isRunning } from '#process/process-group.ts'
import { eventually } from '../support/wait.ts'

type Order = { readonly do: string; readonly value?: unknown }
type Answer = { readonly value: unknown }

const MODULE = fileURLToPath(import.meta.resolve('./worker-module.ts'))

describe('a forked worker', () => {
  let worker: WorkerProcess<Order, Answer>
  let answers: unknown[]
  beforeEach(async () => {
    worker = forkWorker<Order, Answer>(MODULE, { MARK: 'yes' })
    answers = []
    worker.onMessage(({ value }) => answers.push(value))
    await answerNumber(1)
  })
  afterEach(() => worker[Symbol.asyncDispose]())
  const answerNumber = async (count: number) => {
    const seen = await eventually(
      'an answer',
      () => answers,
      ({ length }) => length >= count,
    )
    return seen[count - 1]
  }

  it('talks in values that JSON does not have', async () => {
    const value = { big: 2n ** 70n, map: new Map([['a', new Set([1])]]), none: undefined }
    worker.send({ do: 'echo', value })
    expect(await answerNumber(2)).to.deep.equal(value)
  })

  it('has the variables it was given', async () => {
    worker.send({ do: 'environment' })
    expect(await answerNumber(2)).to.equal('yes')
  })

  it('ends with its exit code, and messages to it are then of no account', async () => {
    worker.send({ do: 'exit' })
    expect(await worker.ended).to.include({ exitCode: 7, signal: null })
    worker.send({ do: 'echo', value: 1 })
  })

  it('hands over what it wrote to standard error when it crashed', async () => {
    worker.send({ do: 'throw' })
    const { exitCode, stderr } = await worker.ended
    expect(exitCode).to.equal(1)
    expect(stderr).to.include('out of the worker')
  })

  it('hands over the signal that ended it', async () => {
    process.kill(worker.groupId!, 'SIGKILL')
    expect(await worker.ended).to.include({ exitCode: null, signal: 'SIGKILL' })
  })

  it('leads a group of its own that is gone when it is disposed of', async () => {
    process.kill(-worker.groupId!, 0)
    await worker[Symbol.asyncDispose]()
    expect(isRunning(worker.groupId!)).to.equal(false)
  })
})
