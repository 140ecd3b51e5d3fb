import { connect, type Socket } from 'node:net'
import { Transform, type TransformCallback } from 'node:stream'
import type { RuleBook } from './proxy-rules.ts'
import { createRequestSplitter } from './request-head.ts'

/** One learner's connection with its counterpart at the broker. */
export type ProxyConnection = {
  /** Settles when both sockets are closed. */
  readonly closed: Promise<void>
  /** Resets the learner's side and drops the broker's. */
  readonly reset: () => void
}

/**
 * Carries bytes between a learner and a broker, with back-pressure and half-closes, under the
 * rules. A broker that does not accept resets the learner; a learner that breaks off does not take
 * back what it had sent.
 */
export function openProxyConnection(
  learner: Socket,
  brokerPort: number,
  rules: RuleBook,
): ProxyConnection {
  const broker = connect({
    host: '127.0.0.1',
    port: brokerPort,
    noDelay: true,
    allowHalfOpen: true,
  })
  const reset = (): void => {
    resetSocket(learner)
    broker.destroy()
    gate.destroy()
  }
  const loseAnswer = (): void => {
    broker.unpipe(learner)
    broker.once('data', reset)
    broker.resume()
  }
  const gate = createGate(rules, { cut: () => resetSocket(learner), loseAnswer })
  const finish = (): void => {
    gate.end()
    broker.resume()
  }
  learner.on('error', finish).once('close', finish)
  broker.on('error', reset).once('close', () => learner.destroySoon())
  gate.on('error', reset)
  learner.pipe(gate).pipe(broker)
  broker.pipe(learner)
  const closed = Promise.all([learner, broker].map(closing)).then(() => {})
  return { closed, reset }
}

/**
 * Resets a connection. While its half-close is under way libuv refuses to, and Node then loses the
 * handle: the process would spin for ever at its end (TCPWrap::Reset, seen in Node 20.20).
 */
function resetSocket(socket: Socket): void {
  if (socket.destroyed) return
  if (socket.writableEnded && !socket.writableFinished) socket.destroy()
  else socket.resetAndDestroy()
}

/** What a gate does to its connection. */
type GateKeeper = {
  readonly cut: () => void
  /** From here on no answer reaches the learner; the first one that comes ends the connection. */
  readonly loseAnswer: () => void
}

/** Lets requests through as the rules say; after a cut nothing more, so that no frame is torn. */
function createGate(rules: RuleBook, { cut, loseAnswer }: GateKeeper): Transform {
  const splitter = createRequestSplitter()
  let isCut = false
  const pass = async (chunk: Buffer, push: (bytes: Buffer) => void): Promise<void> => {
    for (const { head, bytes } of splitter.split(chunk)) {
      const passage = head ? await rules.pass(head.apiKey) : 'forward'
      if (passage === 'cut') {
        isCut = true
        return cut()
      }
      if (passage === 'lose-answer') loseAnswer()
      push(bytes)
    }
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      if (isCut) return done()
      const push = (bytes: Buffer): void => void (this.destroyed || this.push(bytes))
      pass(chunk, push).then(() => done(), done)
    },
    flush(done: TransformCallback) {
      done(null, isCut ? undefined : splitter.rest())
    },
  })
}

function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve())
  })
}
