import type { Evidence, YamlFile } from '#checks/index.ts'
import type { Workload } from './08-partition-count.workload.ts'

/** What is wrong with a design file. */
export type DesignFault =
  | { readonly id: 'design-missing'; readonly hasDefault: boolean }
  | {
      readonly id: 'design-unreadable'
      readonly why: { en: string; ko: string }
      readonly line: number
    }
  | { readonly id: 'design-key-missing'; readonly name: string }
  | { readonly id: 'design-no-number'; readonly name: string; readonly found: string }
  | { readonly id: 'design-other-count'; readonly count: number; readonly found: string }
  | {
      readonly id: 'design-other-input'
      readonly name: string
      readonly given: number
      readonly found: string
    }

/** Compares a design file with the topic and with the numbers that were given. */
export function findDesignFault(
  design: YamlFile,
  { workload, count, hasDefault }: { workload: Workload; count: number; hasDefault: boolean },
): DesignFault | undefined {
  if (design.kind === 'missing') return { id: 'design-missing', hasDefault }
  if (design.kind === 'unreadable') {
    return { id: 'design-unreadable', why: design.why, line: design.line ?? 1 }
  }
  const wanted = Object.entries({ partitions: count, ...workload })
  for (const [name] of wanted) {
    const found = design.values.get(name)
    if (found === undefined) return { id: 'design-key-missing', name }
    if (toNumber(found) === undefined) return { id: 'design-no-number', name, found }
  }
  for (const [name, given] of wanted) {
    const found = design.values.get(name)!
    if (toNumber(found) === given) continue
    if (name === 'partitions') return { id: 'design-other-count', count, found }
    return { id: 'design-other-input', name, given, found }
  }
  return undefined
}

function toNumber(text: string): number | undefined {
  return /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined
}

/** What the design file says beside what it should say. */
export function designTable(design: YamlFile, workload: Workload, count: number): Evidence[] {
  if (design.kind !== 'values') return []
  const rows = Object.entries({ partitions: count, ...workload }).map(([name, wanted]) => [
    name,
    String(wanted),
    design.values.get(name) ?? '-',
  ])
  return [
    {
      kind: 'table',
      title: { en: 'The design file', ko: '설계 파일' },
      columns: [
        { en: 'name', ko: '이름' },
        { en: 'topic or task', ko: '토픽 또는 과제' },
        { en: 'in the file', ko: '파일' },
      ],
      rows,
      marked: rows.flatMap(([, wanted, found], at) => {
        return Number(wanted) === toNumber(found ?? '') ? [] : [at]
      }),
    },
  ]
}
