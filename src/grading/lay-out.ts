import { mkdir, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { REPOSITORY } from '#core/repository.ts'
import type { Submission } from './submission.ts'

/** The folders a learner's program works in. */
export type Workspace = {
  readonly submissionFolder: string
  readonly dataFolder: string
  readonly homeFolder: string
}

const PACKAGE = { type: 'module', private: true }
const TSCONFIG = {
  compilerOptions: { module: 'nodenext', target: 'es2023', strict: true, skipLibCheck: true },
}

/**
 * Lays the learner's files out as a private copy: regular files, a package.json that makes them ES
 * modules (else a top-level await fails), a tsconfig, and our node_modules (else no kafkajs).
 */
export async function layOut(submission: Submission, folder: string): Promise<Workspace> {
  const workspace = {
    submissionFolder: path.join(folder, 'exercise'),
    dataFolder: path.join(folder, 'data'),
    homeFolder: path.join(folder, 'home'),
  }
  for (const made of Object.values(workspace)) await mkdir(made, { recursive: true })
  for (const { name, content } of submission.files) {
    const target = path.join(workspace.submissionFolder, name)
    await mkdir(path.dirname(target), { recursive: true })
    await writeFile(target, content)
  }
  const put = (name: string, data: object) =>
    writeFile(path.join(workspace.submissionFolder, name), JSON.stringify(data))
  await put('package.json', PACKAGE)
  await put('tsconfig.json', TSCONFIG)
  await symlink(REPOSITORY.nodeModules, path.join(workspace.submissionFolder, 'node_modules'))
  return workspace
}
