/**
 * Who may import whom, and which place owns which outside package. The lint rules below are computed
 * from this object alone, and `test/house/layers.test.ts` plants violations of every row.
 *
 * In a file's first lines it reads: `./` the same layer, `#layer/file.ts` another layer.
 */
export const imports = {
  /** Place → what it may import beside its own files: a layer, or one file of a layer. */
  places: {
    core: { folder: 'src/core', may: [] },
    process: { folder: 'src/process', may: ['core'] },
    kafka: { folder: 'src/kafka', may: ['core'] },
    compose: { folder: 'src/compose', may: ['core'] },
    report: { folder: 'src/report', may: ['core'] },
    broker: { folder: 'src/broker', may: ['core', 'process', 'kafka', 'compose'] },
    checks: { folder: 'src/checks', may: ['core', 'process', 'kafka', 'compose'] },
    grading: { folder: 'src/grading', may: ['core', 'process', 'kafka', 'broker'] },
    cli: { folder: 'src/cli', may: ['core', 'process', 'report', 'broker', 'grading'] },
    graders: { folder: 'graders', may: ['core', 'checks/index.ts'] },
    exercises: { folder: 'exercises/*', may: [] },
  },
  /** Outside package → the places that may import it, and why no other place may. */
  owners: {
    kafkajs: {
      places: ['kafka', 'exercises'],
      because: 'one layer turns the client into plain observations, the others read those',
    },
    'kafkajs-snappy': { places: ['kafka'], because: 'decompressing is part of reading records' },
    lz4js: { places: ['kafka'], because: 'decompressing is part of reading records' },
    fzstd: { places: ['kafka'], because: 'decompressing is part of reading records' },
    execa: {
      places: ['process'],
      because: 'only src/process sees to limits, process groups and their end',
    },
    'node:child_process': {
      places: ['process'],
      because: 'only src/process sees to limits, process groups and their end',
    },
    tsx: { places: ['process'], because: 'only src/process decides how a TypeScript file is run' },
    typescript: { places: [], because: 'the type checker is run as a program, never loaded' },
    xmlbuilder2: { places: ['report'], because: 'a format is the business of its renderer' },
    'wrap-ansi': { places: ['report'], because: 'a format is the business of its renderer' },
    'string-width': { places: ['report'], because: 'a format is the business of its renderer' },
    commander: { places: ['cli'], because: 'only the command line knows about arguments' },
    mocha: {
      places: ['checks'],
      because: 'a grader sees `check`, not the test framework under it',
    },
    chai: { places: ['checks'], because: 'the Kafka assertions must be registered first' },
    zod: { places: ['core', 'grading'], because: 'data is validated where it enters' },
    yaml: {
      places: ['grading', 'compose', 'checks', 'exercises'],
      because: 'data is parsed where it enters',
    },
  },
}

const layers = Object.keys(imports.places).filter((name) => folderOf(name).startsWith('src/'))

const noSleep = {
  regex: '^(node:)?timers/promises$',
  message: 'Wait for a condition with pollUntil from #core/poll-until.ts, never for time.',
}

const noExit = {
  regex: '^(node:)?process$',
  importNames: ['exit', 'exitCode', 'stdout', 'stderr'],
  message: 'Only src/cli prints and sets the exit code; return or throw instead.',
}

const onlyCliEnds = ['exit', 'exitCode', 'stdout', 'stderr'].map((property) => ({
  object: 'process',
  property,
  message: 'Only src/cli prints and sets the exit code; return or throw instead.',
}))

const noOnly = ['describe', 'context', 'it', 'specify', 'check'].map((object) => ({
  object,
  property: 'only',
  message: 'A focused test hides all the others; use --grep while working.',
}))

const lineCounting = { skipBlankLines: true, skipComments: true }

export default {
  plugins: ['typescript', 'import', 'oxc', 'unicorn'],
  categories: { correctness: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['node_modules/**', 'fixtures/**', '.venv/**', 'coverage/**', '.kafkalings/**'],
  rules: {
    'import/no-cycle': ['error', { ignoreTypes: false }],
    'import/no-default-export': 'error',
    'typescript/no-floating-promises': 'error',
    'no-console': 'error',
    'no-restricted-properties': ['error', ...onlyCliEnds, ...noOnly],
    'max-lines': ['error', { max: 250, ...lineCounting }],
    'max-lines-per-function': ['error', { max: 50, ...lineCounting }],
  },
  overrides: [
    ...Object.keys(imports.places).flatMap(importRules),
    {
      files: ['src/core/poll-until.ts'],
      rules: restrict(restrictionsOf('core', 1).filter((rule) => rule !== noSleep)),
    },
    {
      files: ['test/**', 'scripts/**'],
      rules: restrict([
        noSleep,
        { regex: '^(\\./)*(\\.\\./)+src/', message: 'Write `#layer/file.ts` for a file of src.' },
      ]),
    },
    {
      files: ['src/cli/**', 'scripts/**', 'bin/**', 'exercises/**', 'test/course/**'],
      rules: { 'no-console': 'off', 'no-restricted-properties': ['error', ...noOnly] },
    },
    {
      // A program of its own, which runs in the place of a tool.
      files: ['src/broker/docker/tool-client.mjs'],
      rules: { 'no-restricted-properties': ['error', ...noOnly] },
    },
    {
      files: ['test/**'],
      rules: {
        'max-lines': ['error', { max: 400, ...lineCounting }],
        'max-lines-per-function': 'off',
        // chai's `expect(x).to.be.true` is an expression and an assertion.
        'no-unused-expressions': 'off',
      },
    },
    {
      files: ['graders/**'],
      // The callback of `describe` holds the whole suite.
      rules: { 'max-lines-per-function': 'off', 'no-unused-expressions': 'off' },
    },
    {
      files: ['exercises/**'],
      // A stub hands over values that the learner has still to use.
      rules: { 'no-unused-vars': 'off' },
    },
    {
      // The tools that load these take the default export.
      files: ['oxlint.config.mjs', 'scripts/mocha-reporter.ts'],
      rules: { 'import/no-default-export': 'off' },
    },
  ],
}

/** The rules of one place, one override per folder depth because `../` means less the deeper it is. */
function importRules(place) {
  return [1, 2, 3, 4].map((depth) => ({
    files: [`${folderOf(place)}${'/*'.repeat(depth - 1)}/**`],
    rules: restrict(restrictionsOf(place, depth)),
  }))
}

function restrict(patterns) {
  return { 'no-restricted-imports': ['error', { patterns }] }
}

function restrictionsOf(place, depth) {
  return [
    {
      regex: `^(\\./)*(\\.\\./){${depth}}`,
      message: `Leaves ${folderOf(place)}: write \`#layer/file.ts\` for a file of another layer.`,
    },
    {
      regex: '[^./][^/]*/(\\./)*\\.\\.(/|$)',
      message: 'Goes down and up again: write the short path, so that the layer can be seen.',
    },
    ...layers.filter((layer) => layer !== place).flatMap((layer) => banLayer(place, layer)),
    ...Object.keys(imports.owners).flatMap((name) => banPackage(place, name)),
    ...(place === 'exercises' ? [] : [noSleep]),
    ...(place === 'cli' || place === 'exercises' ? [] : [noExit]),
  ]
}

function banLayer(place, layer) {
  const { may } = imports.places[place]
  if (may.includes(layer)) return []
  const files = may.filter((entry) => entry.startsWith(`${layer}/`)).map((entry) => `#${entry}`)
  const allowed = may.map((entry) => `#${entry}`).join(' ') || 'no layer'
  return [
    {
      group: [`#${layer}/**`, ...files.map((file) => `!${file}`)],
      message: `${folderOf(place)} may import ${allowed}; the table is in oxlint.config.mjs.`,
    },
  ]
}

function banPackage(place, name) {
  const { places, because } = imports.owners[name]
  if (places.includes(place)) return []
  const pattern = name.startsWith('node:') ? `(node:)?${name.slice('node:'.length)}` : name
  return [
    {
      regex: `^${pattern}(/|$)`,
      message: `${name} belongs to ${places.map(folderOf).join(', ')}: ${because}.`,
    },
  ]
}

function folderOf(place) {
  return imports.places[place].folder
}
