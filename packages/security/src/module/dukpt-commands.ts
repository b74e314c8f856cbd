import { ok, PinBlock, toHex, type Pan } from '@fiftyfive/kernel'
import { Aes, Des, type BlockCipher } from '../ciphers/index.ts'
import {
  aesInitialKey,
  aesTransactionKey,
  aesWorkingKey,
  tdesInitialKey,
  tdesTransactionKey,
  tdesWorkingKey,
} from '../dukpt/index.ts'
import { formatFits, translatePinField, translationPermitted } from '../pin/index.ts'
import type { KeyBlock, PinBlockFormat } from '../security-module.ts'
import type { LoadedKey } from './key-slots.ts'
import { pinKey } from './pin-access.ts'
import { refuse, refuseShape } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

export function translateDukptPin(
  state: ModuleState,
  request: {
    readonly pinBlock: PinBlock
    readonly pan: Pan
    readonly baseKey: KeyBlock<'derivation'>
    readonly serialNumber: Uint8Array
    readonly terminal: string
    readonly fromFormat: PinBlockFormat
    readonly to: KeyBlock<'pin'>
    readonly toFormat: PinBlockFormat
  },
): Outcome<{ readonly pinBlock: PinBlock }> {
  const { fromFormat, toFormat, serialNumber } = request
  if (fromFormat === 'iso-1' || !translationPermitted(fromFormat, toFormat)) {
    return refuse('format-forbidden', `translation from ${fromFormat} to ${toFormat}`)
  }
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
  const to = pinKey(state, request.to, toFormat)
  if (!to.ok) return to
  const accepted = state.serialNumbers.accept(state.digests.ofText(request.terminal), serialNumber)
  if (!accepted.ok) {
    const reason = accepted.error === 'full' ? 'limit-exceeded' : 'input-invalid'
    return refuse(reason, `key serial number ${toHex(serialNumber)}: ${accepted.error}`)
  }
  const cipher = pinCipher(baseKey.value, serialNumber)
  const translated = translatePinField({
    block: request.pinBlock.reveal(),
    pan: request.pan.reveal(),
    from: { cipher, format: fromFormat },
    to: { cipher: to.value.cipher, format: toFormat },
    random: state.random,
  })
  cipher.wipe()
  if (translated.ok) return ok({ pinBlock: PinBlock.of(translated.value) })
  return translated.error === 'format-forbidden'
    ? refuse('format-forbidden', 'translation')
    : refuseShape(translated.error)
}

function pinCipher(baseKey: LoadedKey, serialNumber: Uint8Array): BlockCipher {
  const tdes = baseKey.header.algorithm === 'T'
  const initialKey = tdes ? tdesInitialKey(baseKey.bytes, serialNumber) : aesInitialKey(baseKey.bytes, serialNumber)
  const transactionKey = tdes
    ? tdesTransactionKey(initialKey, serialNumber)
    : aesTransactionKey(initialKey, serialNumber)
  const type = transactionKey.length === 32 ? 'aes-256' : 'aes-128'
  const key = tdes ? tdesWorkingKey(transactionKey, 'pin') : aesWorkingKey(transactionKey, serialNumber, 'pin', type)
  const cipher = tdes ? new Des(key.reveal()) : new Aes(key.reveal())
  initialKey.fill(0)
  transactionKey.fill(0)
  key.wipe()
  return cipher
}
