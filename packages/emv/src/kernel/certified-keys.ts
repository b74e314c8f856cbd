import { toHex } from '@fiftyfive/kernel'
import { CERTIFICATE, recoverKey, type Sha1 } from '../rsa/certificate.ts'
import type { RsaPublicKey } from '../rsa/rsa.ts'
import type { TerminalData } from '../terminal-data.ts'
import type { Elements } from '../tlv.ts'

/** Tags of a certified key: certificate, remainder, exponent. */
const ISSUER_KEY = ['90', '92', '9F32'] as const
export const AUTHENTICATION_KEY = ['9F46', '9F48', '9F47'] as const
export const PIN_KEY = ['9F2D', '9F2F', '9F2E'] as const

const NOTHING = new Uint8Array()

interface Chain {
  readonly card: Elements
  readonly terminal: TerminalData
  readonly sha1: Sha1
}

/** The issuer's key under the authority's that tag 8F names (Book 2, 5.2 and 5.3). */
export function issuerKeyOf({ card, terminal, sha1 }: Chain): RsaPublicKey | undefined {
  const { '8F': index, '84': name, '5A': number } = card
  if (!index || !name || !number) return undefined
  const authority = terminal.certificationKeys?.get(toHex(name.slice(0, 5)) + toHex(index))
  if (!authority) return undefined
  const issuer = recoverKey(
    authority,
    CERTIFICATE.issuer,
    certified(card, ISSUER_KEY),
    panOf(card),
    today(terminal),
    sha1,
  )
  return issuer.ok ? issuer.value : undefined
}

/** A key of the chip under its issuer's (6.4, 7.1). `staticData`: what a key for authentication is bound to. */
export function cardKeyOf(
  issuer: RsaPublicKey,
  { card, terminal, sha1 }: Chain,
  tags: readonly [string, string, string],
  staticData: Uint8Array = NOTHING,
): RsaPublicKey | undefined {
  const key = { ...certified(card, tags), staticData }
  const own = recoverKey(issuer, CERTIFICATE.card, key, panOf(card), today(terminal), sha1)
  return own.ok ? own.value : undefined
}

const certified = (card: Elements, [certificate, remainder, exponent]: readonly [string, string, string]) => ({
  certificate: card[certificate] ?? NOTHING,
  remainder: card[remainder] ?? NOTHING,
  exponent: card[exponent] ?? NOTHING,
})
const panOf = (card: Elements): string => toHex(card['5A'] ?? NOTHING).replace(/F+$/, '')
const today = ({ date }: TerminalData): string => date.slice(2, 4) + date.slice(0, 2)
