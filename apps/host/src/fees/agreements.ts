import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { FeeAgreement } from '@fiftyfive/contract'
import { feeAgreements } from '@fiftyfive/contract/schemas'

const FILE = 'fee-agreements.json'
const KNOWN = 'fee-agreements.known.json'

/**
 * The fee agreements of `fee-agreements.json`, one entry a version. A fee never changes in silence: what a start has read once
 * must stand there unchanged ever after, so that a change is another version, with the day from which it holds.
 */
export function readFeeAgreements(directory: string): readonly FeeAgreement[] {
  const file = join(directory, FILE)
  const agreements = existsSync(file) ? read(file) : []
  const known = join(directory, KNOWN)
  for (const before of existsSync(known) ? read(known) : []) {
    const now = agreements.find(({ merchant, version }) => merchant === before.merchant && version === before.version)
    if (!isDeepStrictEqual(now, before))
      throw new Error(
        `${file}: version ${before.version} for ${before.merchant} was changed. Add another version instead.`,
      )
  }
  for (const each of agreements) {
    const earlier = agreements.find(
      ({ merchant, version }) => merchant === each.merchant && version === each.version - 1,
    )
    if (each.version > 1 && !(earlier && earlier.validFrom < each.validFrom))
      throw new Error(
        `${file}: version ${each.version} for ${each.merchant} does not follow another in number and day.`,
      )
  }
  writeFileSync(`${known}.new`, JSON.stringify(agreements))
  renameSync(`${known}.new`, known)
  return agreements
}

const read = (file: string): readonly FeeAgreement[] => feeAgreements.parse(JSON.parse(readFileSync(file, 'utf8')))
