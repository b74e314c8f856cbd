import { asciiBytes, equalBytes, fromHex, isHex, ok, toHex, type PinBlock } from '@fiftyfive/kernel'
import { ibmNaturalPin, ibmOffset, isSoundDecimalisationTable, visaPvv } from '../pin/index.ts'
import { isGuessablePin } from './blocklist.ts'
import type { IncomingPin, PinReference, PinReferenceKey, SealedTable } from './extended.ts'
import { readPin } from './pin-access.ts'
import { refuse, refuseInput } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

/** Sixteen digits as ASCII fill one AES block; that they are digits authenticates them. */
export function sealTable(state: ModuleState, request: { readonly table: string }): Outcome<SealedTable> {
  if (!state.authorised || state.production)
    return refuse('not-authorised', 'tables are taken in the authorised state only')
  if (!isSoundDecimalisationTable(request.table)) {
    return refuseInput(
      'decimalisation-table',
      'a decimalisation table of 16 digits, at least 8 different, none more than 4 times',
    )
  }
  const block = asciiBytes(request.table)
  state.sealing.table.encryptBlock(block, 0, block, 0)
  return ok(`L${toHex(block)}` as SealedTable)
}

const TABLES_KEPT = 64

function openTable(state: ModuleState, sealed: SealedTable): Outcome<string> {
  const known = state.tables.get(sealed)
  if (known !== undefined) return ok(known)
  const hex = sealed.slice(1)
  if (!sealed.startsWith('L') || !isHex(hex) || hex.length !== 32)
    return refuseInput('decimalisation-table', 'no sealed table')
  const block = fromHex(hex)
  state.sealing.table.decryptBlock(block, 0, block, 0)
  const table = asciiText(block)
  if (!isSoundDecimalisationTable(table)) return refuseInput('decimalisation-table', 'no sealed table of this module')
  if (state.tables.size < TABLES_KEPT) state.tables.set(sealed, table)
  return ok(table)
}

const asciiText = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i] as number)
  return text
}

/** The value a PIN has under a reference's key. */
export function referenceValue(
  state: ModuleState,
  reference: PinReferenceKey,
  request: { readonly pan: string; readonly pin: string; readonly digits: number },
): Outcome<string> {
  const { pan, pin, digits } = request
  if (reference.method === 'visa-pvv') {
    const { keyIndex } = reference
    if (!Number.isInteger(keyIndex) || keyIndex < 0 || keyIndex > 6)
      return refuseInput('key-index', 'PVV: index 0 to 6')
    const key = state.keys.load(reference.key, 'pin-verification')
    return key.ok ? ok(visaPvv(key.value.cipher, pan, keyIndex, pin)) : key
  }
  const { validationData } = reference
  if (!/^[0-9A-F]{16}$/.test(validationData)) return refuse('input-invalid', 'validation data of 16 hex digits')
  if (digits < 4 || digits > pin.length) return refuseInput('pin-length', 'no more digits than the PIN has, at least 4')
  const table = openTable(state, reference.table)
  if (!table.ok) return table
  const key = state.keys.load(reference.key, 'pin-offset')
  if (!key.ok) return key
  return ok(ibmOffset(ibmNaturalPin(key.value.cipher, table.value, validationData, digits), pin))
}

const USE_OF_METHOD = { 'visa-pvv': 'pin-verification', 'ibm-offset': 'pin-offset' } as const

/** Counts failures per card and per key, since one key guesses across cards as well. */
export function compare(state: ModuleState, reference: PinReference, pan: string, pin: string): Outcome<boolean> {
  const key = state.keys.load(reference.key, USE_OF_METHOD[reference.method])
  if (!key.ok) return key
  const subjects = { card: state.digests.ofText(pan), key: key.value.identity(state.digests) }
  if (state.limits.exceeded(subjects.card) || state.keyLimits.exceeded(subjects.key)) {
    return refuse('limit-exceeded', 'too many failed verifications of this card or under this key')
  }
  const wrongLength =
    reference.method === 'ibm-offset' && reference.wholePin === true && pin.length !== reference.value.length
  const digits = wrongLength ? 4 : reference.value.length
  const value = referenceValue(state, reference, { pan, pin, digits })
  if (!value.ok) return value
  const right = !wrongLength && equalBytes(asciiBytes(value.value), asciiBytes(reference.value))
  if (right) state.limits.succeed(subjects.card)
  else {
    state.limits.fail(subjects.card)
    state.keyLimits.fail(subjects.key)
  }
  return ok(right)
}

/** Whether there is anything to verify against: a wrong key must not cost a DUKPT terminal its serial number. */
export function mayVerify(state: ModuleState, reference: PinReference): Outcome<unknown> {
  if (state.partition !== 'issuer') return refuse('not-authorised', 'PINs are verified by issuers only')
  if (!/^\d{4,12}$/.test(reference.value)) return refuse('input-invalid', 'a reference value of 4 to 12 digits')
  return state.keys.load(reference.key, USE_OF_METHOD[reference.method])
}

export function verifyPinReference(
  state: ModuleState,
  request: IncomingPin & { readonly reference: PinReference },
): Outcome<boolean> {
  const permitted = mayVerify(state, request.reference)
  if (!permitted.ok) return permitted
  const pin = readPin(state, request)
  return pin.ok ? compare(state, request.reference, request.pan.reveal(), pin.value) : pin
}

export function changePin(
  state: ModuleState,
  request: IncomingPin & { readonly reference: PinReference; readonly newPinBlock: PinBlock },
): Outcome<string> {
  const verified = verifyPinReference(state, request)
  if (!verified.ok) return verified
  if (!verified.value) return refuse('not-authorised', 'the old PIN is wrong')
  const pin = readPin(state, { ...request, pinBlock: request.newPinBlock })
  if (!pin.ok) return pin
  if (isGuessablePin(pin.value)) return refuseInput('guessable-pin', 'a PIN that anybody would guess')
  const digits = request.reference.method === 'ibm-offset' ? pin.value.length : 4
  return referenceValue(state, request.reference, { pan: request.pan.reveal(), pin: pin.value, digits })
}
