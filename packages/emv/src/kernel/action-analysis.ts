/** Which findings refuse a payment, send it online, or refuse it when that is not possible: masks over tag 95, 5 bytes. */
export interface ActionCodes {
  readonly denial: Uint8Array
  readonly online: Uint8Array
  readonly default: Uint8Array
}

/** What the terminal asks of the chip with GENERATE AC. */
export type Action = 'approve' | 'online' | 'decline'

const EVERY = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff)
/** Of an issuer that gives none: nothing is refused, everything that was found goes online (EMV Book 3, 10.7). */
export const ISSUER_DEFAULTS: ActionCodes = { denial: new Uint8Array(5), online: EVERY, default: EVERY }

/** The issuer's codes out of the card's records: 9F0E, 9F0F, 9F0D. */
export const issuerActionCodes = (card: Readonly<Record<string, Uint8Array>>): ActionCodes => ({
  denial: card['9F0E'] ?? ISSUER_DEFAULTS.denial,
  online: card['9F0F'] ?? ISSUER_DEFAULTS.online,
  default: card['9F0D'] ?? ISSUER_DEFAULTS.default,
})

/**
 * Terminal action analysis (Book 3, 10.7): a finding counts when issuer or acquirer says so. `canGoOnline` is false for
 * an offline terminal, and when the host could not be reached: then the default codes decide.
 */
export function analyseActions(
  findings: Uint8Array,
  issuer: ActionCodes,
  acquirer: ActionCodes,
  canGoOnline: boolean,
): Action {
  const hit = (code: keyof ActionCodes): boolean =>
    findings.some((byte, i) => (byte & ((issuer[code][i] ?? 0) | (acquirer[code][i] ?? 0))) !== 0)
  if (hit('denial')) return 'decline'
  if (canGoOnline) return hit('online') ? 'online' : 'approve'
  return hit('default') ? 'decline' : 'approve'
}
