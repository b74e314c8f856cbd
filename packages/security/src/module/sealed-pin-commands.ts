import {
  equalBytes,
  fromHex,
  isHex,
  ok,
  PinBlock,
  randomInteger,
  toHex,
  type ClearPin,
  type Pan,
} from '@fiftyfive/kernel'
import { encodePinField, panField, pinOfField, sealPinField, shapeOfPinField } from '../pin/index.ts'
import type { KeyBlock, PinBlockFormat } from '../security-module.ts'
import { isGuessablePin } from './blocklist.ts'
import type { IncomingPin, PinReferenceKey, SealedPin } from './extended.ts'
import { pinKey, readPin } from './pin-access.ts'
import { referenceValue } from './reference-commands.ts'
import { refuse, refuseInput } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

type ToPinBlock = { readonly pan: Pan; readonly to: KeyBlock<'pin'>; readonly toFormat: PinBlockFormat }

/** Only an issuer that makes cards may do it. */
export function personalising(state: ModuleState): Outcome<true> {
  if (state.partition === 'issuer' && state.authorised && !state.production) return ok(true)
  return refuse('not-authorised', 'PINs are personalised by an authorised issuer outside production')
}

/** PIN field and PAN field fill one AES block under a key of their own; the PAN binds and authenticates. */
function seal(state: ModuleState, pin: string, pan: string): SealedPin {
  const block = new Uint8Array(16)
  block.set(encodePinField('iso-2', pin, state.random))
  block.set(panField('iso-0', pan) ?? [], 8)
  state.sealing.pin.encryptBlock(block, 0, block, 0)
  return `J${toHex(block)}` as SealedPin
}

function unseal(state: ModuleState, sealed: SealedPin, pan: string): Outcome<string> {
  const hex = sealed.slice(1)
  if (!sealed.startsWith('J') || !isHex(hex) || hex.length !== 32) return refuseInput('sealed-pin', 'no sealed PIN')
  const block = fromHex(hex)
  state.sealing.pin.decryptBlock(block, 0, block, 0)
  const field = block.subarray(0, 8)
  const bound = equalBytes(block.subarray(8), panField('iso-0', pan) ?? block)
  if (!bound || shapeOfPinField('iso-2', field) !== 'well-formed')
    return refuseInput('sealed-pin', 'no sealed PIN of this card')
  const pin = pinOfField(field)
  block.fill(0)
  return ok(pin)
}

export function randomPin(
  state: ModuleState,
  request: { readonly pan: Pan; readonly digits: number },
): Outcome<SealedPin> {
  const permitted = personalising(state)
  if (!permitted.ok) return permitted
  if (!Number.isInteger(request.digits) || request.digits < 4 || request.digits > 12) {
    return refuseInput('pin-length', 'a PIN of 4 to 12 digits')
  }
  for (;;) {
    const pin = Array.from({ length: request.digits }, () => randomInteger(state.random, 10)).join('')
    if (!isGuessablePin(pin)) return ok(seal(state, pin, request.pan.reveal()))
  }
}

export function sealPin(state: ModuleState, request: IncomingPin): Outcome<SealedPin> {
  const permitted = personalising(state)
  if (!permitted.ok) return permitted
  const pin = readPin(state, request)
  return pin.ok ? ok(seal(state, pin.value, request.pan.reveal())) : pin
}

export function releasePin(
  state: ModuleState,
  request: ToPinBlock & { readonly pin: SealedPin },
): Outcome<{ readonly pinBlock: PinBlock }> {
  const permitted = personalising(state)
  if (!permitted.ok) return permitted
  const pin = unseal(state, request.pin, request.pan.reveal())
  return pin.ok ? encipher(state, pin.value, request) : pin
}

export function encryptClearPin(
  state: ModuleState,
  request: ToPinBlock & { readonly pin: ClearPin },
): Outcome<{ readonly pinBlock: PinBlock }> {
  const permitted = personalising(state)
  return permitted.ok ? encipher(state, request.pin.reveal(), request) : permitted
}

function encipher(state: ModuleState, pin: string, request: ToPinBlock): Outcome<{ readonly pinBlock: PinBlock }> {
  const { to, toFormat } = request
  if (toFormat === 'iso-1') return refuse('format-forbidden', 'a PIN leaves bound to its PAN only')
  const key = pinKey(state, to, toFormat)
  if (!key.ok) return key
  const field = encodePinField(toFormat, pin, state.random)
  const pinBlock = PinBlock.of(sealPinField(key.value.cipher, toFormat, field, request.pan.reveal()))
  field.fill(0)
  return ok({ pinBlock })
}

export function pinReference(
  state: ModuleState,
  request: { readonly pin: SealedPin; readonly pan: Pan; readonly reference: PinReferenceKey; readonly digits: number },
): Outcome<string> {
  const permitted = personalising(state)
  if (!permitted.ok) return permitted
  const pan = request.pan.reveal()
  const pin = unseal(state, request.pin, pan)
  if (!pin.ok) return pin
  // A reference is made when a PIN is set, chosen by its cardholder perhaps.
  if (isGuessablePin(pin.value)) return refuseInput('guessable-pin', 'a PIN that anybody would guess')
  return referenceValue(state, request.reference, { pan, pin: pin.value, digits: request.digits })
}
