import { type Exchange, kafkajs } from './kafkajs-protocol.ts'

/** The api keys a broker knows, with the highest version of each. */
export type ApiVersions = ReadonlyMap<number, number>

/** ApiVersions v2; layout in kafkajs/src/protocol/requests/apiVersions/v1/response.js. */
export function apiVersionsExchange(): Exchange<ApiVersions> {
  return {
    request: kafkajs.request('apiVersions/v2', {}),
    response: { decode },
  }
}

function decode(body: Buffer): ApiVersions {
  const decoder = kafkajs.createDecoder(body)
  decoder.readInt16()
  const versions = decoder.readArray(() => {
    const apiKey = decoder.readInt16()
    decoder.readInt16()
    return [apiKey, decoder.readInt16()] as const
  })
  return new Map(versions)
}
