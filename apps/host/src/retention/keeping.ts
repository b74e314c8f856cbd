import type { HostConfiguration } from '../configuration.ts'
import { afterFailure } from '../failure.ts'
import { type CardKeyPorts, destroyCardKeys, makeCardKeys, openCardKeys } from './card-keys.ts'

const CARD_KEY_INTERVAL_MS = 3_600_000

/** Opens the keys of card numbers, then makes those of the days to come and destroys those that are too old. Returns what ends it. */
export async function keepCardKeys(ports: CardKeyPorts, configuration: HostConfiguration): Promise<() => void> {
  await openCardKeys(ports)
  const timer = setInterval(
    () => void renew(ports, configuration).catch(afterFailure(configuration.logger)),
    CARD_KEY_INTERVAL_MS,
  ).unref()
  return () => clearInterval(timer)
}

async function renew(ports: CardKeyPorts, { keepCardDays, logger }: HostConfiguration): Promise<void> {
  await makeCardKeys(ports)
  const destroyed = keepCardDays === undefined ? [] : await destroyCardKeys(ports, keepCardDays)
  if (destroyed.length > 0) logger.info({ days: destroyed.map(({ day }) => day) }, 'keys of card numbers destroyed')
}
