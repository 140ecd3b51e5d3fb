#!/usr/bin/env node
// Runs the TypeScript sources as they are: the code that is read is the code that runs.
import { register } from 'tsx/esm/api'

register()
await import('../src/cli/main.ts')
