import type { Located, Place } from './place.ts'

/** One broker property with where it comes from. */
export type Property = {
  readonly value: string
  /** The variable that sets it; undefined for what the image or Kafka brings along. */
  readonly variable: string | undefined
  readonly at: Place | undefined
}

/** A broker's configuration: its properties by name. */
export type Properties = ReadonlyMap<string, Property>

/** What an image makes of an environment. */
export type PropertyReading = {
  readonly properties: Properties
  /** Variables that look like configuration, and that this image does not take as such. */
  readonly ignored: readonly { readonly name: string; readonly at: Place }[]
  /** True when the image's own configuration gave way to the variables. */
  readonly hasLostDefaults: boolean
}

type Environment = ReadonlyMap<string, Located<string>>

/** Properties that an image brings along. */
export function shipped(values: Readonly<Record<string, string>>): Properties {
  return new Map(
    Object.entries(values).map(([name, value]) => [
      name,
      { value, variable: undefined, at: undefined },
    ]),
  )
}

/** The variables that an image turns into properties, by its own naming rule; undefined leaves one out. */
export function fromVariables(
  environment: Environment,
  nameOf: (variable: string) => string | undefined,
): Properties {
  const found = [...environment].flatMap(([variable, { value, at }]) => {
    const name = nameOf(variable)
    return name === undefined ? [] : [[name, { value: value.trim(), variable, at }] as const]
  })
  return new Map(found)
}

/** A value that is set and not empty. */
export function valueOf(properties: Properties, name: string): string | undefined {
  return properties.get(name)?.value || undefined
}

/** Variables of a kind that another image knows. */
export function ignoredVariables(environment: Environment, pattern: RegExp) {
  return [...environment].flatMap(([name, { at }]) => (pattern.test(name) ? [{ name, at }] : []))
}
