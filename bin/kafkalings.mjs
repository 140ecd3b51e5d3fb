#!/usr/bin/env node
// Runs the TypeScript sources as they are: the code that is read is the code that runs. Libraries of
// many files come before tsx's loader, which would take each of their files in hand.
import 'commander'
import 'string-width'
import 'yaml'
import 'zod'
import { register } from 'tsx/esm/api'

register()
await import('../src/cli/main.ts')
