/** Bytes framed as a request: api key, version, correlation id 7 and a body. */
export function request(apiKey: number, apiVersion: number, bodyBytes = 10): Buffer {
  const frame = Buffer.alloc(12 + bodyBytes, 'b')
  frame.writeInt32BE(8 + bodyBytes, 0)
  frame.writeInt16BE(apiKey, 4)
  frame.writeInt16BE(apiVersion, 6)
  frame.writeInt32BE(7, 8)
  return frame
}
