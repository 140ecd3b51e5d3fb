// Forked by fork-worker.test.ts.
process.on('message', (message: { readonly do: string; readonly value?: unknown }) => {
  if (message.do === 'echo') process.send?.({ value: message.value })
  if (message.do === 'environment') process.send?.({ value: process.env.MARK })
  // eslint-disable-next-line no-restricted-properties
  if (message.do === 'exit') process.exit(7)
  if (message.do === 'throw') throw new Error('out of the worker')
})
process.send?.({ value: 'ready' })
