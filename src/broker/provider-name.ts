/** Every way to get a broker. */
export const PROVIDER_NAMES = ['jvm', 'docker', 'external'] as const
export type ProviderName = (typeof PROVIDER_NAMES)[number]
