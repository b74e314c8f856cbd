import { equalBytes, ok, PinBlock, toHex } from '@fiftyfive/kernel'
import { Aes, Des, type BlockCipher } from '../ciphers/index.ts'
import {
  aesInitialKey,
  aesTransactionKey,
  aesWorkingKey,
  checkSerialNumber,
  tdesInitialKey,
  tdesTransactionKey,
  tdesWorkingKey,
} from '../dukpt/index.ts'
import { derivationKeyType } from '../dukpt/aes.ts'
import { RetailMac } from '../mac/index.ts'
import { formatFits, translatePinField, translationPermitted } from '../pin/index.ts'
import type { KeyBlock, PinBlockFormat } from '../security-module.ts'
import type { DukptMac, DukptPin, PinReference } from './extended.ts'
import type { LoadedKey } from './key-slots.ts'
import { pinKey, readField } from './pin-access.ts'
import { compare, mayVerify } from './reference-commands.ts'
import { refuse, refuseShape } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

export function translateDukptPin(
  state: ModuleState,
  request: DukptPin & { readonly to: KeyBlock<'pin'>; readonly toFormat: PinBlockFormat },
): Outcome<{ readonly pinBlock: PinBlock }> {
  const { fromFormat, toFormat } = request
  if (fromFormat === 'iso-1' || !translationPermitted(fromFormat, toFormat)) {
    return refuse('format-forbidden', `translation from ${fromFormat} to ${toFormat}`)
  }
  const baseKey = baseKeyOf(state, request)
  if (!baseKey.ok) return baseKey
  const to = pinKey(state, request.to, toFormat)
  if (!to.ok) return to
  const cipher = cipherOnce(state, baseKey.value, request)
  if (!cipher.ok) return cipher
  const translated = translatePinField({
    block: request.pinBlock.reveal(),
    pan: request.pan.reveal(),
    from: { cipher: cipher.value, format: fromFormat },
    to: { cipher: to.value.cipher, format: toFormat },
    random: state.random,
  })
  cipher.value.wipe()
  if (translated.ok) return ok({ pinBlock: PinBlock.of(translated.value) })
  return translated.error === 'format-forbidden'
    ? refuse('format-forbidden', 'translation')
    : refuseShape(translated.error)
}

export function verifyDukptPin(
  state: ModuleState,
  request: DukptPin & { readonly reference: PinReference },
): Outcome<boolean> {
  const { fromFormat, reference } = request
  const permitted = mayVerify(state, reference)
  if (!permitted.ok) return permitted
  if (fromFormat === 'iso-1') return refuse('format-forbidden', 'a PIN block without PAN proves nothing about a card')
  const baseKey = baseKeyOf(state, request)
  if (!baseKey.ok) return baseKey
  const cipher = cipherOnce(state, baseKey.value, request)
  if (!cipher.ok) return cipher
  const pan = request.pan.reveal()
  const pin = readField(cipher.value, fromFormat, request.pinBlock, pan)
  cipher.value.wipe()
  return pin.ok ? compare(state, reference, pan, pin.value) : pin
}

/** The key that a terminal's PIN of this serial number is under belongs to the format. */
function baseKeyOf(state: ModuleState, request: DukptPin): Outcome<LoadedKey> {
  const { fromFormat, serialNumber } = request
  const baseKey = state.keys.load(request.baseKey, 'derivation')
  if (!baseKey.ok) return baseKey
  if (
    !formatFits(fromFormat, baseKey.value.algorithm) ||
    serialNumber.length !== (baseKey.value.header.algorithm === 'T' ? 10 : 12)
  ) {
    return refuse(
      'input-invalid',
      `${fromFormat} and a serial number of ${serialNumber.length} bytes under ${baseKey.value.algorithm}`,
    )
  }
  return baseKey
}

/** The cipher of one transaction's PIN: a serial number serves once, and only at the terminal it belongs to. */
function cipherOnce(state: ModuleState, baseKey: LoadedKey, request: DukptPin): Outcome<BlockCipher> {
  const { serialNumber } = request
  const accepted = state.serialNumbers.accept(state.digests.ofText(request.terminal), serialNumber)
  if (!accepted.ok) {
    const reason = accepted.error === 'full' ? 'limit-exceeded' : 'input-invalid'
    return refuse(reason, `key serial number ${toHex(serialNumber)}: ${accepted.error}`)
  }
  return ok(pinCipher(baseKey, serialNumber))
}

export function dukptMac(state: ModuleState, request: DukptMac): Outcome<Uint8Array> {
  const baseKey = state.keys.load(request.baseKey, 'derivation')
  if (!baseKey.ok) return baseKey
  const { serialNumber, data } = request
  const checked = checkSerialNumber(serialNumber)
  if (!checked.ok) return refuse('input-invalid', `key serial number ${toHex(serialNumber)}: ${checked.error}`)
  if (baseKey.value.header.algorithm !== 'T' || serialNumber.length !== 10)
    return refuse('input-invalid', 'this MAC is made under TDES base keys, with serial numbers of 10 bytes')
  if (data.length === 0 || data.length > DATA_BYTES_MAX)
    return refuse('input-invalid', `1 to ${DATA_BYTES_MAX} bytes of data`)
  const initialKey = tdesInitialKey(baseKey.value.bytes, serialNumber)
  const transactionKey = tdesTransactionKey(initialKey, serialNumber)
  const key = tdesWorkingKey(transactionKey, 'mac-request')
  const mac = new RetailMac(key.reveal())
  const value = mac.compute(data, 1)
  mac.wipe()
  key.wipe()
  initialKey.fill(0)
  transactionKey.fill(0)
  return ok(value)
}

export function verifyDukptMac(state: ModuleState, request: DukptMac & { readonly mac: Uint8Array }): Outcome<boolean> {
  const baseKey = state.keys.load(request.baseKey, 'derivation')
  if (!baseKey.ok) return baseKey
  if (request.mac.length !== 8) return refuse('input-invalid', 'a MAC of 8 bytes')
  const subject = baseKey.value.identity(state.digests)
  if (state.keyLimits.exceeded(subject)) return refuse('limit-exceeded', 'too many failed verifications under this key')
  const computed = dukptMac(state, request)
  if (!computed.ok) return computed
  const right = equalBytes(computed.value, request.mac)
  if (!right) state.keyLimits.fail(subject)
  return ok(right)
}

const DATA_BYTES_MAX = 65_536

function pinCipher(baseKey: LoadedKey, serialNumber: Uint8Array): BlockCipher {
  const tdes = baseKey.header.algorithm === 'T'
  const initialKey = tdes ? tdesInitialKey(baseKey.bytes, serialNumber) : aesInitialKey(baseKey.bytes, serialNumber)
  const transactionKey = tdes
    ? tdesTransactionKey(initialKey, serialNumber)
    : aesTransactionKey(initialKey, serialNumber)
  const key = tdes
    ? tdesWorkingKey(transactionKey, 'pin')
    : aesWorkingKey(transactionKey, serialNumber, 'pin', derivationKeyType(transactionKey))
  const cipher = tdes ? new Des(key.reveal()) : new Aes(key.reveal())
  initialKey.fill(0)
  transactionKey.fill(0)
  key.wipe()
  return cipher
}
