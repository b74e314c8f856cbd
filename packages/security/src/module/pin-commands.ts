import { ok, PinBlock, type ClearPin, type Pan } from '@fiftyfive/kernel'
import { shapeOfPinField, translatePinField, translationPermitted, visaPvv } from '../pin/index.ts'
import type { KeyBlock, PinBlockFormat, PinBlockShape } from '../security-module.ts'
import { openField, pinKey } from './pin-access.ts'
import { verifyPinReference } from './reference-commands.ts'
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
    const field = openField(loaded.value.cipher, format, request.pinBlock, request.pan.reveal())
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
  const { verificationKey, verificationKeyIndex, verificationValue } = request
  if (!/^\d{4}$/.test(verificationValue)) return refuse('input-invalid', 'PVV: 4 digits')
  const reference = {
    method: 'visa-pvv',
    key: verificationKey,
    keyIndex: verificationKeyIndex,
    value: verificationValue,
  } as const
  return verifyPinReference(state, { ...request, reference })
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
