import { connect, createServer } from 'node:net'
import { openProxyConnection } from '#broker/proxy-connection.ts'
import { createRuleBook } from '#broker/proxy-rules.ts'

// Resets a proxied connection while the half-close of the learner's side is under way.
const proxy = createServer({ allowHalfOpen: true }, (learner) => {
  const connection = openProxyConnection(learner, 9, createRuleBook())
  learner.end()
  connection.reset()
  proxy.close()
})
proxy.listen(0, '127.0.0.1', () => {
  const address = proxy.address() as { port: number }
  connect(address.port, '127.0.0.1')
    .on('error', () => {})
    .resume()
})
