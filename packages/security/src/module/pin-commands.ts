import { asciiBytes, equalBytes, ok, PinBlock, type ClearPin, type Pan } from '@fiftyfive/kernel'
import {
  formatFits,
  openPinField,
  pinOfField,
  shapeOfPinField,
  translatePinField,
  translationPermitted,
  visaPvv,
} from '../pin/index.ts'
import type { KeyBlock, PinBlockFormat, PinBlockShape } from '../security-module.ts'
import type { LoadedKey } from './key-slots.ts'
import { refuse, refuseShape } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

const CANDIDATES_MAX = 64

export function translatePin(
  state: ModuleState,
  request: {
    readonly pinBlock: PinBlock
    readonly pan: Pan
    readonly from: KeyBlock<'pin'>
    readonly fromFormat: PinBlockFormat
    readonly to: KeyBlock<'pin'>
    readonly toFormat: PinBlockFormat
  },
): Outcome<{ readonly pinBlock: PinBlock }> {
  const { fromFormat, toFormat } = request
  // Stricter than PCI PIN 3-3: a block without PAN could be given any PAN here.
  if (fromFormat === 'iso-1' || !translationPermitted(fromFormat, toFormat)) {
    return refuse('format-forbidden', `translation from ${fromFormat} to ${toFormat}`)
  }
  const from = pinKey(state, request.from, fromFormat)
  if (!from.ok) return from
  const to = pinKey(state, request.to, toFormat)
  if (!to.ok) return to
  const translated = translatePinField({
    block: request.pinBlock.reveal(),
    pan: request.pan.reveal(),
    from: { cipher: from.value.cipher, format: fromFormat },
    to: { cipher: to.value.cipher, format: toFormat },
    random: state.random,
  })
  if (translated.ok) return ok({ pinBlock: PinBlock.of(translated.value) })
  if (translated.error === 'format-forbidden') return refuse('format-forbidden', 'translation')
  return refuseShape(translated.error)
}

export function inspectPinBlock(
  state: ModuleState,
  request: {
    readonly pinBlock: PinBlock
    readonly pan: Pan
    readonly candidates: readonly { readonly key: KeyBlock<'pin'>; readonly format: PinBlockFormat }[]
  },
): Outcome<readonly PinBlockShape[]> {
  if (state.partition !== 'acquirer') return refuse('not-authorised', 'PIN blocks are inspected by acquirers only')
  if (request.candidates.length > CANDIDATES_MAX)
    return refuse('limit-exceeded', `${CANDIDATES_MAX} candidates at most`)
  const shapes: PinBlockShape[] = []
  for (const { key, format } of request.candidates) {
    const loaded = pinKey(state, key, format)
    if (!loaded.ok) return loaded
    const field = openField(loaded.value, format, request.pinBlock, request.pan.reveal())
    shapes.push(field ? shapeOfPinField(format, field) : 'bad-length')
    field?.fill(0)
  }
  return ok(shapes)
}

export function verifyPin(
  state: ModuleState,
  request: {
    readonly pinBlock: PinBlock
    readonly pan: Pan
    readonly key: KeyBlock<'pin'>
    readonly format: PinBlockFormat
    readonly verificationKey: KeyBlock<'pin-verification'>
    readonly verificationKeyIndex: number
    readonly verificationValue: string
  },
): Outcome<boolean> {
  if (state.partition !== 'issuer') return refuse('not-authorised', 'PINs are verified by issuers only')
  const { format, verificationKeyIndex, verificationValue } = request
  if (format === 'iso-1') return refuse('format-forbidden', 'a PIN block without PAN proves nothing about a card')
  if (!isKeyIndex(verificationKeyIndex) || !/^\d{4}$/.test(verificationValue)) {
    return refuse('input-invalid', 'PVV: index 0 to 6 and 4 digits')
  }
  const pan = request.pan.reveal()
  if (state.limits.exceeded(pan)) return refuse('limit-exceeded', `failed verifications of ${request.pan.masked}`)
  const key = pinKey(state, request.key, format)
  if (!key.ok) return key
  const verificationKey = state.keys.load(request.verificationKey, 'pin-verification')
  if (!verificationKey.ok) return verificationKey
  const field = openField(key.value, format, request.pinBlock, pan)
  const shape = field ? shapeOfPinField(format, field) : 'bad-length'
  if (!field || shape !== 'well-formed') return refuseShape(shape)
  const value = visaPvv(verificationKey.value.cipher, pan, verificationKeyIndex, pinOfField(field))
  field.fill(0)
  const right = equalBytes(asciiBytes(value), asciiBytes(verificationValue))
  if (right) state.limits.succeed(pan)
  else state.limits.fail(pan)
  return ok(right)
}

export function personalizePin(
  state: ModuleState,
  request: {
    readonly pin: ClearPin
    readonly pan: Pan
    readonly verificationKey: KeyBlock<'pin-verification'>
    readonly verificationKeyIndex: number
  },
): Outcome<string> {
  if (state.production || !state.authorised || state.partition !== 'issuer') {
    return refuse('not-authorised', 'a clear PIN is taken only from an authorised issuer outside production')
  }
  if (!isKeyIndex(request.verificationKeyIndex)) return refuse('input-invalid', 'PVV: index 0 to 6')
  const key = state.keys.load(request.verificationKey, 'pin-verification')
  if (!key.ok) return key
  return ok(visaPvv(key.value.cipher, request.pan.reveal(), request.verificationKeyIndex, request.pin.reveal()))
}

const isKeyIndex = (index: number): boolean => Number.isInteger(index) && index >= 0 && index <= 6

function pinKey(state: ModuleState, block: KeyBlock<'pin'>, format: PinBlockFormat): Outcome<LoadedKey> {
  const key = state.keys.load(block, 'pin')
  if (!key.ok || formatFits(format, key.value.algorithm)) return key
  return refuse('format-forbidden', `${format} does not go with a ${key.value.algorithm} key`)
}

/** Undefined when the block is not as long as the key's cipher block. */
function openField(key: LoadedKey, format: PinBlockFormat, pinBlock: PinBlock, pan: string): Uint8Array | undefined {
  const block = pinBlock.reveal()
  return block.length === key.cipher.blockSize ? openPinField(key.cipher, format, block, pan) : undefined
}
