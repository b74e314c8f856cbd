import { type ChipKeys, findingsIn, tlv } from '@fiftyfive/emv'
import type { TlvFields, UnionPayMessage } from '@fiftyfive/iso8583'
import { asciiBytes, ClearKey, concatBytes, equalBytes, fromHex, type Random } from '@fiftyfive/kernel'
import {
  adjustParity,
  applicationCryptogram,
  commonSessionKey,
  counterAsR,
  responseCryptogram1,
  scriptMac,
  scriptPinChange,
} from '@fiftyfive/security'

/** What the issuer of a chip keeps of it. */
export interface IssuedChip {
  readonly keys: ChipKeys
  /** The chip checks PINs itself. */
  readonly hasPin: boolean
}

/** Keys of a new chip: real issuers derive them of their own, a training host only has to know them. */
export function newChipKeys(random: Random): ChipKeys {
  const key = () => adjustParity(random.bytes(16))
  return {
    cryptogram: new ClearKey('card-cryptogram', key()),
    integrity: new ClearKey('card-script-integrity', key()),
    confidentiality: new ClearKey('card-script-confidentiality', key()),
  }
}

const NOTHING = new Uint8Array()
/** What the cryptogram is over, before the card verification results (docs/reference/unionpay-transactions.md). */
const COVERED = ['9F02', '9F03', '9F1A', '95', '5F2A', '9A', '9C', '9F37', '82', '9F36'] as const

/** The cryptogram of DE 55 under the card's own key: undefined when there is none, or nobody has a key for it. */
export function cryptogramIsRight(chip: IssuedChip | undefined, { 55: said }: UnionPayMessage): boolean | undefined {
  if (!chip || !said?.['9F26']) return undefined
  const covered = COVERED.map((tag) => said[tag] ?? NOTHING)
  const data = concatBytes(...covered, (said['9F10'] ?? NOTHING).slice(3, 7))
  return equalBytes(applicationCryptogram(sessionKey(chip, said), data), said['9F26'])
}

/** The chip has checked the PIN and found it right (9F34). */
export const checkedByChip = ({ 55: said }: UnionPayMessage): boolean => {
  const [method = 0, , result] = said?.['9F34'] ?? []
  return [0x01, 0x03, 0x04, 0x05].includes(method & 0x3f) && result === 0x02
}

/** DE 55 of the answer: the issuer's proof, and what the chip shall do. `newPin`: of a PIN change that was approved. */
export function answerToChip(
  chip: IssuedChip,
  { 55: said = {}, 52: pinBlock }: UnionPayMessage,
  code: string,
  newPin?: string,
): TlvFields {
  const cryptogram = said['9F26'] ?? NOTHING
  const proof = responseCryptogram1(sessionKey(chip, said), cryptogram, asciiBytes(code))
  const authentication = { '91': concatBytes(proof, asciiBytes(code)) }
  const used = findingsIn(said['95'] ?? NOTHING).includes('pin-try-limit-exceeded')
  if (code !== '00' || !chip.hasPin || !pinBlock || (!used && newPin === undefined)) return authentication
  const key = commonSessionKey(chip.keys.integrity.reveal(), cryptogram)
  const sealKey = commonSessionKey(chip.keys.confidentiality.reveal(), cryptogram)
  const command = (header: string, data: Uint8Array) => {
    const length = Uint8Array.of(data.length + 8)
    const covered = concatBytes(fromHex(header), length, said['9F36'] ?? NOTHING, cryptogram, data)
    return tlv('86', fromHex(header), length, data, scriptMac(key, covered))
  }
  const todo =
    newPin === undefined ? command('84240000', NOTHING) : command('84240002', scriptPinChange(sealKey, newPin))
  return { ...authentication, '72': concatBytes(tlv('9F18', fromHex('00000001')), todo) }
}

const sessionKey = (chip: IssuedChip, said: TlvFields) =>
  commonSessionKey(chip.keys.cryptogram.reveal(), counterAsR(said['9F36'] ?? new Uint8Array(2)))
