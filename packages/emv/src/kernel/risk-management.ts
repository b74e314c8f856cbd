import type { Random } from '@fiftyfive/kernel'
import type { Finding } from './verification-results.ts'

/** What the acquirer sets at a terminal that may approve by itself (EMV Book 3, 10.6; Book 4, 6.3.5). */
export interface RiskParameters {
  readonly floorLimit_minor: number
  /** Below this amount every payment has the same chance to go online. */
  readonly threshold_minor: number
  /** 0 to 99. */
  readonly target_percent: number
  /** Chance just below the floor limit; between threshold and floor it grows from `target_percent`. */
  readonly targetMax_percent: number
}

/** What the card wants of itself: counters by GET DATA, limits from its records. */
export interface CardCounters {
  /** 9F36. */
  readonly counter: number
  /** 9F13: counter of the last payment that went online. Undefined when the card does not tell. */
  readonly lastOnline?: number
  /** 9F14 and 9F23: payments in a row that may stay offline. Velocity is checked only when both are there. */
  readonly lowerLimit?: number
  readonly upperLimit?: number
}

/** Findings that send a payment online: floor limit, chance, and payments in a row without the issuer. */
export function manageRisk(
  parameters: RiskParameters,
  amount_minor: number,
  /** Earlier payments with the same card still in this terminal's log: split sales count as one (10.6.1). */
  earlier_minor: number,
  card: CardCounters,
  random: Random,
): readonly Finding[] {
  const findings: Finding[] = []
  if (amount_minor + earlier_minor >= parameters.floorLimit_minor) findings.push('floor-limit-exceeded')
  else if (isSelected(parameters, amount_minor, random)) findings.push('selected-randomly')
  return [...findings, ...velocity(card)]
}

/** 10.6.2: a number from 1 to 99 at most as high as the payment's chance. */
function isSelected(parameters: RiskParameters, amount_minor: number, random: Random): boolean {
  const { floorLimit_minor, threshold_minor, target_percent, targetMax_percent } = parameters
  const drawn = 1 + uniform(99, random)
  if (amount_minor < threshold_minor) return drawn <= target_percent
  const place = (amount_minor - threshold_minor) / (floorLimit_minor - threshold_minor)
  return drawn <= target_percent + place * (targetMax_percent - target_percent)
}

/** Without the bias of a remainder: bytes that do not fit a whole number of times are drawn again. */
function uniform(below: number, random: Random): number {
  const fair = 256 - (256 % below)
  for (;;) {
    const [byte = 0] = random.bytes(1)
    if (byte < fair) return byte % below
  }
}

/** 10.6.3. A card that never went online is new. */
function velocity({ counter, lastOnline, lowerLimit, upperLimit }: CardCounters): readonly Finding[] {
  if (lowerLimit === undefined || upperLimit === undefined) return []
  // A card that does not tell counts as one that was offline for too long.
  if (lastOnline === undefined) return ['lower-offline-limit-exceeded', 'upper-offline-limit-exceeded']
  const inRow = counter - lastOnline
  return [
    ...(inRow > lowerLimit ? (['lower-offline-limit-exceeded'] as const) : []),
    ...(inRow > upperLimit ? (['upper-offline-limit-exceeded'] as const) : []),
    ...(lastOnline === 0 ? (['new-card'] as const) : []),
  ]
}
