import type { Cause } from './causes.ts'
import type { RefusalFamily } from '../core/state.ts'

/** Host could not use our keys, MAC or batch: 99 PIN format, A0 MAC, 77 batch. The cure is a sign-on (UnionPay POS). */
export const needsSignOn = (code: string): boolean => code === '99' || code === 'A0' || code === '77'

/** 68 and 98: nobody upstream answered in time, so the payment may have happened there. It is reversed. */
export const isUncertain = (code: string): boolean => code === '68' || code === '98'

interface Meaning {
  readonly family: RefusalFamily
  readonly cause: Cause
}
const meaning = (family: RefusalFamily, cause: Cause = 'unknown'): Meaning => ({ family, cause })

/** What a code says by itself, for hosts that give no advice in DE 63. Codes not listed are plain declines. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  '55': meaning('wrong-pin'),
  '38': meaning('locked', 'online-locked'),
  '75': meaning('locked', 'online-locked'),
  '70': meaning('pin-missing', 'pin-missing'),
  '54': meaning('card', 'card-worn'),
  '33': meaning('card', 'card-worn'),
  '14': meaning('card'),
  '45': meaning('card'),
  '68': meaning('network', 'network'),
  '91': meaning('network', 'network'),
  '92': meaning('network', 'network'),
  '96': meaning('network', 'network'),
  '98': meaning('network', 'network'),
  A7: meaning('our-fault', 'hsm-fault'),
  A0: meaning('our-fault', 'corrupt'),
  '99': meaning('our-fault'),
  '77': meaning('our-fault', 'clock-batch'),
  '03': meaning('our-fault'),
  '12': meaning('our-fault'),
  '13': meaning('our-fault'),
  '30': meaning('our-fault'),
  '58': meaning('our-fault'),
  '94': meaning('our-fault'),
  '97': meaning('our-fault'),
}

export const meaningOf = (code: string): Meaning => MEANINGS[code] ?? meaning('declined')
