/** One entry of `listeners` or `advertised.listeners`. */
export type Endpoint = { readonly name: string; readonly host: string; readonly port: number }

/** The entries of a value that are well-formed, and the first one that is not. */
export type EndpointReading = {
  readonly endpoints: readonly Endpoint[]
  readonly unreadable: string | undefined
}

/** No broker has more; a longer list would only make reading slow. */
const MOST_ENDPOINTS = 50

/** Reads `NAME://host:port,…` as the broker does: names in upper case, an empty host, `[::1]`. */
export function parseEndpoints(value: string): EndpointReading {
  const parts = value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, MOST_ENDPOINTS)
  const read = parts.map((part) => ({ part, endpoint: parseEndpoint(part) }))
  return {
    endpoints: read.flatMap(({ endpoint }) => endpoint ?? []),
    unreadable: read.find(({ endpoint }) => !endpoint)?.part,
  }
}

function parseEndpoint(text: string): Endpoint | undefined {
  const match = /^([\w.-]+):\/\/(\[[0-9a-fA-F:%.]*\]|[\w.-]*):(\d{1,5})$/.exec(text)
  if (!match) return undefined
  const [, name = '', host = '', port = ''] = match
  if (Number(port) > 65_535) return undefined
  return { name: name.toUpperCase(), host: host.replaceAll(/^\[|\]$/g, ''), port: Number(port) }
}

/** `host:port`, with brackets where IPv6 needs them. */
export function showAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** Whether a host means the machine, or container, that asks. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d+){3}|::1|0:0:0:0:0:0:0:1|ip6-localhost)$/i.test(host)
}

/** Whether a host means every address. */
export function isAnyAddress(host: string): boolean {
  return host === '' || host === '0.0.0.0' || host === '::' || host === '0:0:0:0:0:0:0:0'
}
