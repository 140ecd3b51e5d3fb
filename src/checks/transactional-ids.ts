import { textIn } from '#kafka/logged-fields.ts'
import type { SeenRequests } from './seen-requests.ts'

/** The transactional ids for which producers were initialised, each once, in the order of time. */
export function transactionalIdsIn({ requests }: SeenRequests): string[] {
  const ids = requests
    .filter(({ apiName }) => apiName === 'INIT_PRODUCER_ID')
    .map(({ request }) => textIn(request, 'transactionalId'))
  return [...new Set(ids)].filter((id) => id !== '')
}
