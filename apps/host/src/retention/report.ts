import type { JournalEntry } from '@fiftyfive/acquiring'
import type { CardKeyStore } from '@fiftyfive/store/card-keys'

export interface RetentionReport {
  /** Days whose card numbers can be read, and those whose keys are destroyed, UTC. */
  readonly kept: readonly string[]
  readonly destroyed: readonly string[]
  /** Days whose key is there although the journal says that it was destroyed: the work of somebody, or of a crash. */
  readonly contradicting: readonly string[]
}

/** What the journal says of the keys of card numbers, held against the keys that are there. */
export async function retentionReport(cardKeys: CardKeyStore): Promise<RetentionReport> {
  const entries = (await cardKeys.history()).map(
    (body) => JSON.parse(body) as Extract<JournalEntry, { type: 'card-key' }>,
  )
  const there = await cardKeys.all()
  const destroyed = new Map(entries.filter(({ state }) => state === 'destroyed').map(({ id, day }) => [id, day]))
  const isThere = new Set(there.map(({ id }) => id))
  return {
    kept: there.filter(({ id }) => !destroyed.has(id)).map(({ day }) => day),
    destroyed: [...destroyed].filter(([id]) => !isThere.has(id)).map(([, day]) => day),
    contradicting: there.filter(({ id }) => destroyed.has(id)).map(({ day }) => day),
  }
}
