import { equalBytes, toHex } from '@fiftyfive/kernel'
import type { Elements } from '../tlv.ts'
import type { Finding } from './verification-results.ts'

/** Version of the application that this terminal knows, tag 9F09: PBOC 3.0. */
const APPLICATION_VERSION = Uint8Array.of(0x00, 0x30)

/** Application usage control, tag 9F07, byte 1 (Book 3, annex C2). */
const AT_TERMINALS = 0x01
const GOODS_OR_SERVICES = { domestic: 0x28, international: 0x14 } as const

/**
 * Processing restrictions (EMV Book 3, 10.4), found in what card and terminal say: application versions, where and for
 * what the card may be used, from when to when. What the card leaves out restricts nothing. Dates are YYMMDD of this
 * century. Cash and cashback are not offered here, so their bits are not looked at.
 */
export function restrictions(said: Elements, about: Elements): readonly Finding[] {
  const findings: Finding[] = []
  const today = toHex(about['9A'] ?? new Uint8Array())
  if (said['9F08'] && !equalBytes(said['9F08'], APPLICATION_VERSION)) findings.push('application-versions-differ')
  if (!isAllowedHere(said, about)) findings.push('service-not-allowed')
  if (said['5F25'] && toHex(said['5F25']) > today) findings.push('application-not-yet-effective')
  if (said['5F24'] && toHex(said['5F24']) < today) findings.push('application-expired')
  return findings
}

/** `5F28` is the issuer's country, `9F1A` the terminal's. */
function isAllowedHere({ '9F07': usage, '5F28': issuer }: Elements, { '9F1A': terminal }: Elements): boolean {
  if (!usage) return true
  const [allowed = 0] = usage
  if ((allowed & AT_TERMINALS) === 0) return false
  if (!issuer || !terminal) return true
  const where = equalBytes(issuer, terminal) ? GOODS_OR_SERVICES.domestic : GOODS_OR_SERVICES.international
  return (allowed & where) !== 0
}
