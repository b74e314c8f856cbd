import { concatBytes, equalBytes, fromHex, toHex } from '@fiftyfive/kernel'
import { answer, type ChipAnswer, type Command } from './command.ts'
import {
  PIN_TRIES,
  type ChipCryptography,
  type ChipKeys,
  type ChipMemory,
  type ChipState,
  type Personalization,
} from './memory.ts'

/** The payment in which a script comes: its cryptogram makes the session keys. */
export interface ScriptSession {
  readonly keys: ChipKeys
  readonly cryptogram: Uint8Array
  readonly counter: Uint8Array
}

const UNBLOCK_PIN = '84240000'
const CHANGE_PIN = '84240002'
const [SEALED_BYTES, MAC_BYTES, MAC_BYTES_MIN] = [16, 8, 4]

/**
 * PIN CHANGE/UNBLOCK (EMV Book 3, 6.5.10), believed for its MAC over header, length, counter, cryptogram and what is
 * sealed (Book 2, 9.2.3). Either gives the PIN its tries back.
 */
export function runScriptCommand(
  { header, data }: Command,
  session: ScriptSession,
  memory: ChipMemory,
  cryptography: ChipCryptography,
): ChipAnswer {
  const sealedBytes = header === CHANGE_PIN ? SEALED_BYTES : 0
  const [sealed, mac] = [data.slice(0, sealedBytes), data.slice(sealedBytes)]
  const isShort = mac.length < (header === CHANGE_PIN ? MAC_BYTES : MAC_BYTES_MIN) || mac.length > MAC_BYTES
  if ((header !== UNBLOCK_PIN && header !== CHANGE_PIN) || isShort) return answer('6985')
  const { keys, cryptogram, counter } = session
  const covered = concatBytes(fromHex(header), Uint8Array.of(data.length), counter, cryptogram, sealed)
  const own = cryptography.scriptMac(keys.integrity.reveal(), cryptogram, covered)
  if (!equalBytes(own.slice(0, mac.length), mac)) return answer('6988')
  if (header === CHANGE_PIN) {
    const pinChange = { cryptogram: toHex(cryptogram), sealed: toHex(sealed) }
    if (openPin(pinChange, keys, cryptography) === undefined) return answer('6A80')
    memory.pinChange = pinChange
  }
  memory.pinTriesLeft = PIN_TRIES
  return answer('9000')
}

/** The PIN that the last script brought, or else the one the card was made with; digits. */
export function pinInChip(
  { keys, pin }: Pick<Personalization, 'keys' | 'pin'>,
  { pinChange }: ChipMemory,
  cryptography: ChipCryptography,
): string | undefined {
  if (!pinChange) return pin?.reveal()
  return keys && openPin(pinChange, keys, cryptography)
}

/** Sealed under the script key: a PIN block of format 2, padded to two blocks of the cipher (Book 2, 9.3). */
function openPin(
  { cryptogram, sealed }: NonNullable<ChipState['pinChange']>,
  keys: ChipKeys,
  cryptography: ChipCryptography,
): string | undefined {
  const clear = cryptography.openScriptPin(keys.confidentiality.reveal(), fromHex(cryptogram), fromHex(sealed))
  const hex = toHex(clear.slice(0, 8))
  const length = Number.parseInt(hex[1] ?? '', 16)
  const digits = hex.slice(2, 2 + length)
  const sound = hex.startsWith('2') && length >= 4 && length <= 12 && /^\d+$/.test(digits) && clear[8] === 0x80
  return sound && /^F*$/.test(hex.slice(2 + length)) ? digits : undefined
}
