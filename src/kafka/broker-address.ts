/** The addresses of a bootstrap list "host:port,host:port"; spaces and empty entries are dropped. */
export function parseBrokers(brokers: string): string[] {
  return brokers
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '')
}

/** Host and port of "host:port" or "[ipv6]:port"; the port is 9092 when there is none. */
export function splitAddress(address: string): { readonly host: string; readonly port: number } {
  const parts = /^(?:\[(?<ipv6>[^\]]+)\]|(?<name>.*?))(?::(?<port>\d+))?$/.exec(address)?.groups
  return {
    host: parts?.['ipv6'] ?? parts?.['name'] ?? address,
    port: Number(parts?.['port'] ?? 9092),
  }
}

/** The address of a host and port as `splitAddress` reads it. */
export function joinAddress(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
