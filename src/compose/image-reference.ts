/** A reference to a container image, taken apart. */
export type ImageReference = {
  readonly text: string
  /** Empty for Docker Hub. */
  readonly registry: string
  /** Without registry and without `library/`: `apache/kafka`, `zookeeper`. */
  readonly repository: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}

const HUB = /^(?:(?:registry-1|index)\.)?docker\.io$/

/** Takes `registry:5000/owner/name:tag@sha256:…` apart as Docker does. */
export function parseImage(text: string): ImageReference {
  const [named = '', digest] = text.trim().split('@', 2)
  const [, path = named, tag] = /^(.*?)(?::([^:/]+))?$/.exec(named) ?? []
  const [first = '', ...rest] = path.split('/')
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  const repository = (hasRegistry ? rest.join('/') : path).replace(/^library\//, '')
  const registry = hasRegistry && !HUB.test(first) ? first : ''
  return { text: text.trim(), registry, repository, tag, digest }
}

/** Whether the reference always means the same version: a digest, or a tag with a number in it. */
export function isPinned({ tag, digest }: ImageReference): boolean {
  if (digest !== undefined) return true
  return tag !== undefined && /\d/.test(tag) && !/latest|nightly|snapshot|trunk/i.test(tag)
}

/** The first two numbers of a tag's version, for example `[7, 5]`; undefined when it has none. */
export function tagVersion({ tag }: ImageReference): readonly [number, number] | undefined {
  if (tag === undefined || /latest/i.test(tag)) return undefined
  const match = /(?:^|[^\d.])v?(\d{1,2})(?:\.(\d{1,3}))?(?:\.\d+)*/.exec(tag)
  return match?.[1] === undefined ? undefined : [Number(match[1]), Number(match[2] ?? 0)]
}
