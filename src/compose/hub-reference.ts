import { kindOfImage, ownerAndName } from './image-family.ts'
import type { ImageReference } from './image-reference.ts'

const ZOOKEEPERS =
  /^(zookeeper|(confluentinc\/cp-|(bitnami|bitnamilegacy|wurstmeister)\/)zookeeper)$/

/**
 * An image of Kafka or ZooKeeper as Docker Hub has it, whichever mirror the file names; undefined for
 * images that are not known by their names.
 */
export function hubReference(image: ImageReference): string | undefined {
  const name = ownerAndName(image.repository)
  if (kindOfImage(image).kind !== 'kafka' && !ZOOKEEPERS.test(name)) return undefined
  const tag = image.tag === undefined ? '' : `:${image.tag}`
  return image.digest === undefined ? `${name}${tag}` : `${name}@${image.digest}`
}
