#!/usr/bin/env node
// Runs the TypeScript sources as they are: the code that is read is the code that runs. A Node that
// takes the types out by itself (22.18 and later) needs no loader for that.
// Libraries of many files come before the loader, which would take each of their files in hand.
import 'commander'
import 'string-width'
import 'yaml'
import 'zod'

if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api')
  register()
}
await import('../src/cli/main.ts')
