import type { TerminalConfiguration } from '../configuration.ts'
import type { Storage } from '../ports.ts'

/** What the acquirer made of this terminal when it was activated. */
export type Registration = Pick<
  TerminalConfiguration,
  'terminalId' | 'merchantId' | 'merchantName' | 'tpdu' | 'currency'
>

const NAME = 'registration'

export const saveRegistration = (storage: Storage, registration: Registration): Promise<void> =>
  storage.save(NAME, JSON.stringify(registration))

/** The registration of a terminal that was activated, or undefined. Throws when the storage holds something else. */
export async function loadRegistration(storage: Storage): Promise<Registration | undefined> {
  const text = await storage.load(NAME)
  return text === undefined ? undefined : (JSON.parse(text) as Registration)
}
