/** A broker that could not be asked; `wasSent` false = it never got the request. */
export type ConnectionLost = Error & { readonly address: string; readonly wasSent: boolean }

/** Makes the plain error for a broker that could not be asked. */
export function connectionLost(
  address: string,
  reason: string,
  { wasSent, cause }: { readonly wasSent: boolean; readonly cause?: unknown },
): ConnectionLost {
  return Object.assign(new Error(`${address}: ${reason}`, { cause }), { address, wasSent })
}

/** Tells a broker that could not be asked from every other error. */
export function isConnectionLost(error: unknown): error is ConnectionLost {
  return error instanceof Error && 'wasSent' in error
}
