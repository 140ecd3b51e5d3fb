import type { BootedCompose, HostPort } from '#core/booted-compose.ts'
import { pollUntil } from '#core/poll-until.ts'
import { makeContact, type FirstContact } from '#kafka/first-contact.ts'
import { createHostView, type HostView } from '#kafka/host-view.ts'

/** A broker that a client was told of, and what it met at the address. */
export type ToldBroker = {
  readonly nodeId: number
  readonly host: string
  readonly port: number
  readonly contact: FirstContact
  /** Others were told at the same address. */
  readonly isShared: boolean
}

/** A client's way from one port of the computer: first contact, and every address it is given there. */
export type HostJourney = {
  readonly service: string
  readonly bootstrap: FirstContact
  readonly told: readonly ToldBroker[]
}

const CONTACT_MS = 3000
/** Only for addresses that give no answer yet, or brokers that are not told of yet. */
const SETTLE_MS = 10_000

/**
 * Goes from each port of the computer as a client would, those first that look best in the file. Ends
 * with the first way that leads to all brokers; else all ways that were tried.
 */
export async function followHostPorts(
  { hostPorts }: BootedCompose,
  preferred: readonly number[],
  expected: number,
): Promise<{ readonly view: HostView; readonly journeys: readonly HostJourney[] }> {
  const view = createHostView(hostPorts)
  const rank = ({ port }: HostPort) => (preferred.includes(port) ? 0 : 1)
  const journeys: HostJourney[] = []
  for (const port of hostPorts.toSorted((one, other) => rank(one) - rank(other))) {
    const { value } = await pollUntil(
      () => follow(port, view),
      (journey) => isWhole(journey, expected),
      {
        what: `a way from localhost:${port.port}`,
        timeoutMs: SETTLE_MS,
        isHopeless: (journey) => isFinal(journey, expected),
      },
    )
    journeys.push(value)
    if (isWhole(value, expected)) return { view, journeys: [value] }
  }
  return { view, journeys }
}

/** Whether a client finds every broker this way, each at an address of its own. */
function isWhole({ told }: HostJourney, expected: number): boolean {
  return (
    told.length === expected &&
    told.every(({ contact, isShared }) => contact.end === 'answered' && !isShared)
  )
}

async function follow({ port, service }: HostPort, view: HostView): Promise<HostJourney> {
  const contact = (host: string, at: number) =>
    makeContact({ host, port: at, timeoutMs: CONTACT_MS, openSocket: view.openSocket })
  const bootstrap = await contact('localhost', port)
  const brokers = bootstrap.metadata?.brokers ?? []
  const addresses = brokers.map(({ host, port: at }) => `${host}:${at}`)
  const told = brokers.map(async ({ nodeId, host, port: at }, index) => ({
    nodeId,
    host,
    port: at,
    contact: await contact(host, at),
    isShared: addresses.some((each, other) => other !== index && each === addresses[index]),
  }))
  return { service, bootstrap, told: await Promise.all(told) }
}

/** Every broker has answered from inside, so all but silence and too few of them stays as it is. */
function isFinal({ bootstrap, told }: HostJourney, expected: number): boolean {
  if (bootstrap.end !== 'answered') return bootstrap.end !== 'silent'
  return told.length >= expected && told.every(({ contact }) => contact.end !== 'silent')
}
