import { cp, mkdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import { REPOSITORY } from '#core/repository.ts'
import { makeTempFolder, type TempFolder } from './temp-folder.ts'

/** A copy of this checkout in which commands may change what they like: every stub untouched. */
export async function copyCheckout(slugs: readonly string[]): Promise<TempFolder> {
  const temp = await makeTempFolder()
  const copy = (...names: string[]) =>
    cp(path.join(REPOSITORY.root, ...names), path.join(temp.folder, ...names), { recursive: true })
  await Promise.all([copy('package.json'), copy('src'), copy('graders')])
  await symlink(REPOSITORY.nodeModules, path.join(temp.folder, 'node_modules'))
  await mkdir(path.join(temp.folder, 'exercises'))
  await copy('exercises', 'course.yaml')
  for (const slug of slugs) {
    await copy('fixtures', slug, 'stub')
    const stub = REPOSITORY.stubFolder(slug)
    await cp(stub, path.join(temp.folder, 'exercises', slug), { recursive: true })
    await copy('exercises', slug, 'README.md')
  }
  return temp
}
