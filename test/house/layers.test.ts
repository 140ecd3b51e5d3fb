import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'chai'
import { readTexts, ROOT } from './repository-files.ts'

type ImportTable = {
  readonly places: Record<string, { readonly folder: string; readonly may: readonly string[] }>
  readonly owners: Record<string, { readonly places: readonly string[] }>
}
type Planted = { readonly file: string; readonly code: string; readonly rule: string | undefined }

const { imports } = (await import(pathToFileURL(path.join(ROOT, 'oxlint.config.mjs')).href)) as {
  imports: ImportTable
}
const RESTRICTED = 'eslint(no-restricted-imports)'
const layers = Object.keys(imports.places).filter((name) => folderOf(name).startsWith('src/'))

describe('the import table', () => {
  it('has a row for every folder of src', () => {
    const folders = readdirSync(path.join(ROOT, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `src/${entry.name}`)
    expect(layers.map(folderOf)).to.include.members(folders)
  })

  it('names layers that exist and draws no circle', () => {
    const settled = new Set<string>()
    for (let before = -1; before !== settled.size;) {
      before = settled.size
      for (const layer of layers) {
        if (imports.places[layer]?.may.every((entry) => settled.has(entry))) settled.add(layer)
      }
    }
    expect([...settled]).to.have.members(layers)
  })

  it('keeps core free of layers, and checks and grading apart', () => {
    expect(imports.places.core?.may).to.deep.equal([])
    expect(imports.places.checks?.may).to.not.include('grading')
    expect(imports.places.grading?.may).to.not.include('checks')
  })

  it('holds for the programs of fixtures too, which lint leaves out', () => {
    const layerImport = /(?:from|import)\s*\(?\s*['"](?:#|(?:\.\.\/)+src\/)/
    const guilty = readTexts(['fixtures']).filter(({ text }) => layerImport.test(text))
    expect(guilty.map(({ file }) => file)).to.deep.equal([])
  })

  it('gives every dependency an owner', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>
    }
    const imported = Object.keys(dependencies).filter((name) => !name.startsWith('@types/'))
    expect(Object.keys(imports.owners)).to.include.members(imported)
  })
})

describe('lint', () => {
  const planted = [...layerImports(), ...packageImports(), ...parentImports(), ...otherRules()]
  let reported: Map<string, string[]>

  before(function () {
    this.timeout(60_000)
    reported = lint(planted)
  })

  it('finds each planted violation, under its own rule and no other', () => {
    const missed = planted.filter(({ file, rule }) => {
      return rule !== undefined && reported.get(file)?.join() !== rule
    })
    expect(missed.map(({ file, code }) => ({ file, code, got: reported.get(file) }))).to.deep.equal(
      [],
    )
  })

  it('says nothing about what is allowed', () => {
    const wronged = planted.filter(({ file, rule }) => rule === undefined && reported.has(file))
    expect(
      wronged.map(({ file, code }) => ({ file, code, got: reported.get(file) })),
    ).to.deep.equal([])
  })

  it('is tried on every row, every owned package and both sides of each', () => {
    const forbidden = planted.filter(({ rule }) => rule === RESTRICTED).map(({ file }) => file)
    const rows = layers.filter((layer) => imports.places[layer]!.may.length < layers.length - 1)
    for (const row of [...rows, 'graders', 'exercises']) {
      expect(forbidden.some((file) => file.startsWith(planting(row, '')))).to.equal(true, row)
    }
    expect(planted.length).to.be.greaterThan(200)
  })
})

function layerImports(): Planted[] {
  return Object.keys(imports.places).flatMap((place) =>
    layers
      .filter((layer) => layer !== place)
      .flatMap((layer) => {
        const isAllowed = imports.places[place]!.may.includes(layer)
        const rule = isAllowed ? undefined : RESTRICTED
        const onlyFile = imports.places[place]!.may.find((entry) => entry.startsWith(`${layer}/`))
        return [
          plant(place, `to-${layer}.ts`, `import '#${layer}/thing.ts'`, rule),
          plant(place, `inner/to-${layer}.ts`, `export * from '#${layer}/deep/thing.ts'`, rule),
          plant(place, `late-${layer}.ts`, `export const x = import('#${layer}/a.ts')`, rule),
          ...(onlyFile ? [plant(place, 'door.ts', `import '#${onlyFile}'`, undefined)] : []),
        ]
      }),
  )
}

function packageImports(): Planted[] {
  return Object.entries(imports.owners).flatMap(([name, { places }]) =>
    Object.keys(imports.places).flatMap((place) => {
      const rule = places.includes(place) ? undefined : RESTRICTED
      const file = `use-${name.replace('node:', '')}`
      return [
        plant(place, `${file}.ts`, `import '${name}'`, rule),
        plant(place, `${file}-inner.ts`, `import '${name.replace('node:', '')}/inner'`, rule),
      ]
    }),
  )
}

function parentImports(): Planted[] {
  return Object.keys(imports.places).flatMap((place) => [
    plant(place, 'up.ts', `import '../elsewhere/thing.ts'`, RESTRICTED),
    plant(place, 'dot-up.ts', `import './../elsewhere/thing.ts'`, RESTRICTED),
    plant(place, 'down-up.ts', `import './inner/../../elsewhere/thing.ts'`, RESTRICTED),
    plant(place, 'inner/up.ts', `import '../../elsewhere/thing.ts'`, RESTRICTED),
    plant(place, 'inner/most/up.ts', `import '../../../elsewhere/thing.ts'`, RESTRICTED),
    plant(place, 'beside.ts', `import './thing.ts'\nimport './inner/thing.ts'`, undefined),
    plant(place, 'inner/beside.ts', `import '../thing.ts'\nimport '../other/x.ts'`, undefined),
    plant(place, 'inner/most/beside.ts', `import '../../thing.ts'`, undefined),
  ])
}

function otherRules(): Planted[] {
  const sleep = `import { setTimeout } from 'node:timers/promises'\nexport const nap = setTimeout`
  const focused = `describe.only('x', () => {})`
  const exit = `export const end = () => process.exit(1)`
  const exitCode = `process.exitCode = 1`
  const cycleTo = (file: string) => `import { b } from '${file}'\nexport const a = () => b`
  const code = (lines: number) => 'export let x = 0\n' + 'x += 1\n'.repeat(lines - 1)
  const body = (lines: number) =>
    `export function f(x: number) {\n${'x += 1\n'.repeat(lines - 3)}return x\n}`
  const properties = 'eslint(no-restricted-properties)'
  const promise = `const f = async () => 1\nf()`
  return [
    plant('core', 'print.ts', `console.log(1)`, 'eslint(no-console)'),
    plant('core', 'write.ts', `process.stdout.write('')`, properties),
    plant('grading', 'exit.ts', exit, properties),
    plant('grading', 'exit-code.ts', exitCode, properties),
    plant('grading', 'exit-by-name.ts', `import { exit } from 'node:process'\nexit()`, RESTRICTED),
    plant('grading', 'float.ts', promise, 'typescript(no-floating-promises)'),
    plant('broker', 'nap.ts', sleep, RESTRICTED),
    plant('core', 'cycle.ts', cycleTo('./cycle-2.ts'), 'import(no-cycle)'),
    plant('core', 'cycle-2.ts', cycleTo('#core/cycle.ts'), 'import(no-cycle)'),
    plant('report', 'default.ts', `export default 1`, 'import(no-default-export)'),
    plant('report', 'long.ts', code(251), 'eslint(max-lines)'),
    plant('report', 'long-function.ts', body(51), 'eslint(max-lines-per-function)'),
    plant('graders', 'focused.ts', focused, properties),
    { file: 'test/core/nap.ts', code: sleep, rule: RESTRICTED },
    { file: 'test/core/long.ts', code: code(401), rule: 'eslint(max-lines)' },
    { file: 'test/core/path.ts', code: `import '../../src/core/a.ts'`, rule: RESTRICTED },
    { file: 'test/core/focused.ts', code: focused, rule: properties },
    plant('cli', 'print.ts', `console.log(1)\n${exit}`, undefined),
    plant('cli', 'code.ts', exitCode, undefined),
    plant('exercises', 'nap.ts', `${sleep}\nconsole.log(1)`, undefined),
    plant('report', 'short.ts', code(250), undefined),
    plant('report', 'short-function.ts', body(50), undefined),
    plant('graders', 'long-suite.ts', body(200), undefined),
    { file: 'src/core/poll-until.ts', code: sleep, rule: undefined },
    { file: 'test/core/any.ts', code: `import 'mocha'\nimport '#core/a.ts'`, rule: undefined },
    { file: 'fixtures/03/wrong.ts', code: `export default console.log(1)`, rule: undefined },
    { file: 'scripts/any.ts', code: `console.log(1)\n${exit}\n${body(50)}`, rule: undefined },
  ]
}

function plant(place: string, file: string, code: string, rule: string | undefined): Planted {
  return { file: planting(place, file), code, rule }
}

function planting(place: string, file: string): string {
  return `${folderOf(place).replace('*', '03-produce')}/${file}`
}

function folderOf(place: string): string {
  return imports.places[place]!.folder
}

/** Lints the planted files in a tree of their own that has our configuration: file → rules. */
function lint(files: readonly Planted[]): Map<string, string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kafkalings-lint-'))
  try {
    for (const name of ['oxlint.config.mjs', 'package.json', 'tsconfig.json']) {
      cpSync(path.join(ROOT, name), path.join(folder, name))
    }
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'))
    for (const { file, code } of files) {
      mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
      writeFileSync(path.join(folder, file), `${code}\n`)
    }
    return parseReport(runOxlint(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runOxlint(folder: string): string {
  const program = path.join(ROOT, 'node_modules/oxlint/bin/oxlint')
  const args = [program, '-c', 'oxlint.config.mjs', '--type-aware', '--format', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  })
  expect(stdout, stderr).to.include('diagnostics')
  return stdout
}

function parseReport(text: string): Map<string, string[]> {
  const { diagnostics } = JSON.parse(text) as {
    diagnostics: readonly { readonly filename: string; readonly code: string }[]
  }
  const rulesOf = new Map<string, string[]>()
  for (const { filename, code } of diagnostics) {
    rulesOf.set(filename, [...(rulesOf.get(filename) ?? []), code])
  }
  return rulesOf
}
