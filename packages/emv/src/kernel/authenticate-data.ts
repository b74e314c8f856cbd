import { concatBytes, equalBytes } from '@fiftyfive/kernel'
import { COMMANDS, type Chip } from '../chip/command.ts'
import { openDynamicSignature, verifyStaticSignature, type Sha1 } from '../rsa/certificate.ts'
import type { RsaPublicKey } from '../rsa/rsa.ts'
import type { TerminalData } from '../terminal-data.ts'
import { fillDataObjectList, readDataObjectList, type Elements } from '../tlv.ts'
import { said, type ChipStart } from './begin-chip.ts'
import { AUTHENTICATION_KEY, cardKeyOf, issuerKeyOf } from './certified-keys.ts'
import type { Finding } from './verification-results.ts'

/** How the terminal made sure, without the issuer, that the chip is no copy (EMV Book 3, 10.3; Book 2, 5 and 6). */
export interface DataAuthentication {
  readonly findings: readonly Finding[]
  readonly performed: boolean
  /** The chip's key: it shall sign its cryptogram, which is then checked with it (CDA). */
  readonly combinedKey?: RsaPublicKey
}

export const NOT_AUTHENTICATED: DataAuthentication = {
  findings: ['offline-data-authentication-not-performed'],
  performed: false,
}

/** Tag 82, byte 1: what the chip can do. The terminal can do all three (9F33) and takes the strongest. */
const PROFILE = { sda: 0x40, dda: 0x20, cda: 0x01 } as const

/** Static or dynamic authentication at once; combined authentication as far as the chip's key. */
export function authenticateData(
  chip: Chip,
  start: Pick<ChipStart, 'card' | 'about' | 'staticData'>,
  terminal: TerminalData,
  sha1: Sha1,
): DataAuthentication {
  const { card, staticData } = start
  const profile = card['82']?.[0] ?? 0
  const method = (['cda', 'dda', 'sda'] as const).find((one) => (profile & PROFILE[one]) !== 0)
  if (!method) return NOT_AUTHENTICATED
  const failed = (...more: Finding[]): DataAuthentication => ({
    findings: [`${method}-failed`, ...more],
    performed: true,
  })
  if (!card['8F'] || !card['90']) return failed('icc-data-missing')
  const issuer = issuerKeyOf({ card, terminal, sha1 })
  if (method === 'sda') {
    const selected: readonly Finding[] = ['sda-selected']
    const right = issuer && card['93'] && verifyStaticSignature(issuer, card['93'], staticData, sha1)
    return { findings: right ? selected : [...selected, 'sda-failed'], performed: true }
  }
  const key = issuer && cardKeyOf(issuer, { card, terminal, sha1 }, AUTHENTICATION_KEY, staticData)
  if (!key) return failed()
  if (method === 'cda') return { findings: [], performed: true, combinedKey: key }
  return signsItself(chip, start, key, sha1) ? { findings: [], performed: true } : failed()
}

/** What the chip signs when its records name nothing (DDOL, tag 9F49): the terminal's unpredictable number. */
const DEFAULT_LIST = [{ tag: '9F37', length: 4 }]

function signsItself(
  chip: Chip,
  { card, about }: Pick<ChipStart, 'card' | 'about'>,
  key: RsaPublicKey,
  sha1: Sha1,
): boolean {
  const list = card['9F49'] ? readDataObjectList(card['9F49']) : undefined
  if (list && !list.ok) return false
  const toSign = fillDataObjectList(list?.value ?? DEFAULT_LIST, about)
  const signature = said(chip, COMMANDS.internalAuthenticate(toSign))?.['9F4B']
  return signature !== undefined && openDynamicSignature(key, signature, toSign, sha1) !== undefined
}

/** What a combined signature says (Book 2, 6.6.2): cryptogram and its kind, bound to this very transaction. */
export function openCombinedSignature(
  key: RsaPublicKey,
  signature: Uint8Array,
  transaction: { readonly unpredictableNumber: Uint8Array; readonly said: readonly Uint8Array[] },
  sha1: Sha1,
): Elements | undefined {
  const data = openDynamicSignature(key, signature, transaction.unpredictableNumber, sha1)
  if (data?.rest.length !== 29 || !equalBytes(sha1(concatBytes(...transaction.said)), data.rest.slice(9)))
    return undefined
  return { '9F27': data.rest.slice(0, 1), '9F26': data.rest.slice(1, 9) }
}
