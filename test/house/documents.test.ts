import path from 'node:path'
import { expect } from 'chai'
import { isInRepository, listFiles, readTexts } from './repository-files.ts'

const MAP = 'ARCHITECTURE.md'

// Which registry or mirror is used is decided by the settings of whoever installs.
const REGISTRIES: readonly RegExp[] = [
  /\b(?:npmjs|yarnpkg|npmmirror|pypi|pythonhosted|testpypi)\.(?:com|org|io)\b/i,
  /\b(?:repo1?|central|search|oss)\.(?:maven|sonatype)\.(?:apache\.)?(?:org|com)\b/i,
  /\bmaven\.(?:google|aliyun)\.com\b/i,
  /\b(?:deb|security|ftp|archive|ports)\.(?:debian|ubuntu)\.(?:org|com)\b/i,
  /\b(?:registry-1|index|auth|production\.cloudflare)\.docker\.(?:io|com)\b/i,
]

// A path that only exists on the machine of whoever wrote it.
const MACHINE_PATH = /(?<![\w.$}~-])\/(?:home\/\w+|root|work|Users\/\w+)\//

describe('the map in ARCHITECTURE.md', () => {
  it('names every file of src and scripts once, and only files that exist', function () {
    const [map] = readTexts().filter(({ file }) => file === MAP)
    if (map === undefined) return this.skip()
    const named = mapEntries(map.text)
    const sources = [...listFiles('src'), ...listFiles('scripts')]
    const times = (file: string) => named.filter((name) => name === file).length
    expect(
      sources.filter((file) => times(file) === 0),
      'not on the map',
    ).to.deep.equal([])
    expect(
      sources.filter((file) => times(file) > 1),
      'named twice',
    ).to.deep.equal([])
    expect(
      named.filter((file) => !isInRepository(file)),
      'no longer there',
    ).to.deep.equal([])
  })

  it('is read line by line, the path first', () => {
    const text = '- `src/core/a.ts` polls\n| `src/core/b.ts` | draws |\nsee `src/core/c.ts`\n'
    expect(mapEntries(text)).to.deep.equal(['src/core/a.ts', 'src/core/b.ts'])
  })
})

describe('documents', () => {
  it('link only to files that exist', () => {
    const broken = readTexts()
      .filter(({ file }) => file.endsWith('.md'))
      .flatMap(({ file, text }) =>
        relativeLinks(text)
          .filter((target) => !isInRepository(path.posix.join(path.posix.dirname(file), target)))
          .map((target) => `${file} → ${target}`),
      )
    expect(broken).to.deep.equal([])
  })

  it('are searched for links outside code only', () => {
    const text = '[a](x.md#top) ![b](<p q.png>)\n[c]: ./y.md\n`[d](z.md)`\n```\n[e](z.md)\n```\n'
    expect(relativeLinks(`${text}[f](https://example.org) [g](#here)`)).to.deep.equal([
      'x.md',
      'p q.png',
      './y.md',
    ])
  })
})

describe('the files of the repository', () => {
  it('name no package registry and no mirror', () => {
    expect(findLines(readTexts(), REGISTRIES)).to.deep.equal([])
  })

  it('name no path of the machine they were written on', () => {
    expect(findLines(readTexts(), [MACHINE_PATH])).to.deep.equal([])
  })

  it('carry no TODO in src without the number of an issue', () => {
    expect(findLines(readTexts(['src']), [/\bTODO\b(?! ?\(?#\d)/])).to.deep.equal([])
  })

  it('pin packages without saying where they come from', () => {
    const lock = readTexts().filter(({ file }) => file === 'package-lock.json')
    expect(lock).to.have.length(1)
    expect(findLines(lock, [/"resolved"\s*:/])).to.deep.equal([])
  })

  it('are searched with patterns that find what they are for', () => {
    const bad = [
      ['registry.npmjs', 'org'],
      ['repo.maven.apache', 'org'],
      ['pypi', 'org'],
    ]
    const text = bad.map((parts) => `https://${parts.join('.')}/x`).join('\n')
    expect(findLines([{ file: 'x', text }], REGISTRIES)).to.have.length(bad.length)
    const paths = ['home', 'someone', 'x'].join('/')
    expect(findLines([{ file: 'x', text: `see /${paths}` }], [MACHINE_PATH])).to.have.length(1)
  })
})

function mapEntries(text: string): string[] {
  const entries = text.matchAll(/^\s*(?:[-*|]\s*)?`((?:src|scripts)\/[^`*]+\.\w+)`/gm)
  return [...entries].map((match) => match[1]!)
}

function relativeLinks(text: string): string[] {
  const prose = text.replaceAll(/^(```|~~~).*?^\1/gms, '').replaceAll(/`[^`\n]*`/g, '')
  const inline = prose.matchAll(/\]\((?:<([^>]+)>|([^)\s]+))[^)]*\)/g)
  const defined = prose.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)
  return [...inline, ...defined]
    .map((match) => decodeURI((match[1] ?? match[2] ?? '').replace(/#.*$/, '')))
    .filter((target) => target !== '' && !/^[a-z][a-z+.-]*:/i.test(target))
}

function findLines(
  files: readonly { readonly file: string; readonly text: string }[],
  patterns: readonly RegExp[],
): string[] {
  return files.flatMap(({ file, text }) =>
    text.split('\n').flatMap((line, index) => {
      const isFound = patterns.some((pattern) => pattern.test(line))
      return isFound ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : []
    }),
  )
}
