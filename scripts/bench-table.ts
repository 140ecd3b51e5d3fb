/** Two ways to do the same thing, measured in turns in one run. */
export type Comparison = {
  readonly what: string
  readonly unit: 's' | 'MB' | ''
  /** What ours is held against; empty when there is nothing to hold it against. */
  readonly base: readonly number[]
  readonly ours: readonly number[]
  readonly budget?: Budget
}

/** How much is allowed, in words and as a number that may depend on the base's median. */
export type Budget = { readonly words: string; readonly limit: (base: number) => number }

/** The middle of the values, or of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The comparisons as a Markdown table of medians, their ratio, and whether the budget was kept. */
export function renderTable(comparisons: readonly Comparison[]): string {
  const heading = ['what', 'base', 'ours', 'ours : base', 'spread of ours', 'budget', 'kept']
  const rows = [heading, heading.map(() => '---'), ...comparisons.map(renderRow)]
  const widths = heading.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (cell === '---' ? '-'.repeat(widths[at]!) : cell.padEnd(widths[at]!))).join(' | ')} |`
  return `${rows.map(line).join('\n')}\n`
}

function renderRow({ what, unit, base, ours, budget }: Comparison): string[] {
  const [baseMedian, oursMedian] = [median(base), median(ours)]
  const spread = `${show(Math.min(...ours), '')} to ${show(Math.max(...ours), unit)}`
  const isKept = budget && oursMedian <= budget.limit(baseMedian)
  return [
    what,
    base.length === 0 ? '' : show(baseMedian, unit),
    show(oursMedian, unit),
    base.length === 0 ? '' : (oursMedian / baseMedian).toFixed(2),
    spread,
    budget?.words ?? '',
    isKept === undefined ? '' : isKept ? 'yes' : 'NO',
  ]
}

function show(value: number, unit: Comparison['unit']): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${value.toFixed(digits)} ${unit}`.trimEnd()
}
