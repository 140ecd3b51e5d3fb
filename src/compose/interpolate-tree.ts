import type { ComposeFault } from './compose-fault.ts'
import { interpolate, type Variables } from './interpolate.ts'
import type { YamlEntry, YamlNode } from './yaml-tree.ts'

/** Puts variables into every value of a tree, as Compose does before it looks at any of them. */
export function interpolateTree(
  node: YamlNode,
  variables: Variables,
  report: (fault: ComposeFault) => void,
): YamlNode {
  switch (node.kind) {
    case 'list': {
      const items = node.items.map((item) => interpolateTree(item, variables, report))
      return { ...node, items }
    }
    case 'map': {
      const entries = [...node.entries].map(([key, { at, value }]): [string, YamlEntry] => [
        key,
        { at, value: interpolateTree(value, variables, report) },
      ])
      return { ...node, entries: new Map(entries) }
    }
    case 'scalar': {
      if (typeof node.value !== 'string' || !node.value.includes('$')) return node
      const { text, problem, detail } = { detail: '', ...interpolate(node.value, variables) }
      if (problem !== undefined) report({ id: problem, at: node.at, detail })
      return { ...node, value: text ?? '', text: text ?? '' }
    }
  }
}
