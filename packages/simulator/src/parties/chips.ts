import type { ChipContent } from '@fiftyfive/emv'
import type { IssuerChipKeys } from '@fiftyfive/issuing'
import { seededRandom, toHex, xorBytes } from '@fiftyfive/kernel'
import { adjustParity, cardMasterKey, type HostSecurityModule } from '@fiftyfive/security'
import { value } from './security-module.ts'

export const SEQUENCE_NUMBER = '001'

/** Of which the keys of this world's chips are made: one for all uses is enough here. */
function componentsOf(seed: number): readonly [Uint8Array, Uint8Array] {
  const random = seededRandom(`${seed}/chips`)
  const other = random.bytes(16)
  return [xorBytes(other, adjustParity(random.bytes(16))), other]
}

/** The issuer's keys for its chips, formed of two components as in a ceremony. */
export async function formChipKeys(module: HostSecurityModule, seed: number): Promise<IssuerChipKeys> {
  const components = componentsOf(seed).map((bytes, index) => ({ custodian: `${index}`, hex: toHex(bytes) }))
  const form = async <Use extends 'cryptogram' | 'script-integrity' | 'script-confidentiality'>(use: Use) =>
    value(await module.formKey({ use, algorithm: 'tdes-2', components })).key
  return {
    cryptogram: await form('cryptogram'),
    integrity: await form('script-integrity'),
    confidentiality: await form('script-confidentiality'),
  }
}

/** What is written into the chip of one card: its own keys, and a PIN that it compares itself. */
export function chipContent(seed: number, { pan, pin }: { readonly pan: string; readonly pin: string }): ChipContent {
  const [one, other] = componentsOf(seed)
  const card = { pan, sequenceNumber: SEQUENCE_NUMBER.slice(-2) }
  const key = toHex(cardMasterKey(xorBytes(one, other), card, 'B'))
  return { keys: { cryptogram: key, integrity: key, confidentiality: key }, pin }
}
