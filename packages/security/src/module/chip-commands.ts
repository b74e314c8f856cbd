import { concatBytes, fromHex, ok, type Pan } from '@fiftyfive/kernel'
import { cardMasterKey, commonSessionKey, scriptMac, scriptPinChange } from '../emv/index.ts'
import { KeyBlockProtector } from '../key-blocks/index.ts'
import { isDesFamily } from '../keys/index.ts'
import type { KeyBlock } from '../security-module.ts'
import { isGuessablePin } from './blocklist.ts'
import type { CardKeyUse, HostSecurityModule, IncomingPin, ScriptCommand } from './extended.ts'
import { readPin } from './pin-access.ts'
import { refuse, refuseInput } from './refusal.ts'
import { personalising } from './sealed-pin-commands.ts'
import type { ModuleState, Outcome } from './state.ts'

interface Card {
  readonly pan: Pan
  readonly sequenceNumber: string
}

/** The chip's own key of that use, by option B above 16 digits. The caller wipes it. */
function cardKey(state: ModuleState, key: KeyBlock<CardKeyUse>, use: CardKeyUse, card: Card): Outcome<Uint8Array> {
  const issuerKey = state.keys.load(key, use)
  if (!issuerKey.ok) return issuerKey
  const pan = card.pan.reveal()
  const { sequenceNumber } = card
  return ok(cardMasterKey(issuerKey.value.bytes, { pan, sequenceNumber }, pan.length > 16 ? 'B' : 'A'))
}

const isSequenceNumber = (text: string): boolean => /^\d{2}$/.test(text)

export function deriveCardKey(
  state: ModuleState,
  request: Parameters<HostSecurityModule['deriveCardKey']>[0],
): Outcome<string> {
  const permitted = personalising(state)
  if (!permitted.ok) return permitted
  if (!isSequenceNumber(request.sequenceNumber)) return refuse('input-invalid', 'a sequence number of 2 digits')
  const zone = state.keys.load(request.under, 'zone-master')
  if (!zone.ok) return zone
  const issuerKey = state.keys.load(request.key, request.use)
  if (!issuerKey.ok) return issuerKey
  const derived = cardKey(state, request.key, request.use, request)
  if (!derived.ok) return derived
  const protector = new KeyBlockProtector(isDesFamily(zone.value.algorithm) ? 'B' : 'D', zone.value.bytes)
  const block = protector.wrap({ ...issuerKey.value.header, exportability: 'N' }, derived.value, state.random)
  protector.wipe()
  derived.value.fill(0)
  return ok(block)
}

/** Class, instruction, parameters of PIN CHANGE/UNBLOCK (Book 3, 6.5.10): tries again, or a new PIN. */
const HEADER = { unblock: '84240000', change: '84240002' } as const
const MAC_LENGTH = 8

export function scriptCommand(state: ModuleState, request: ScriptCommand): Outcome<Uint8Array> {
  const { key, transactionCounter, cryptogram, newPin, newPinBlock } = request
  if (state.partition !== 'issuer') return refuse('not-authorised', 'scripts are made by issuers only')
  const lengths = transactionCounter.length === 2 && cryptogram.length === 8
  const fit =
    isSequenceNumber(request.sequenceNumber) && lengths && (newPin === undefined) === (newPinBlock === undefined)
  if (!fit) return refuse('input-invalid', 'EMV data of other lengths')
  const sealed =
    newPin && newPinBlock ? sealedPin(state, request, { ...newPin, pinBlock: newPinBlock }) : ok(new Uint8Array())
  if (!sealed.ok) return sealed
  const integrity = cardKey(state, key, 'script-integrity', request)
  if (!integrity.ok) return integrity
  const session = commonSessionKey(integrity.value, cryptogram)
  const header = fromHex(newPin ? HEADER.change : HEADER.unblock)
  const length = Uint8Array.of(sealed.value.length + MAC_LENGTH)
  const mac = scriptMac(session, concatBytes(header, length, transactionCounter, cryptogram, sealed.value))
  integrity.value.fill(0)
  session.fill(0)
  return ok(concatBytes(header, length, sealed.value, mac))
}

function sealedPin(
  state: ModuleState,
  { pan, sequenceNumber, cryptogram }: ScriptCommand,
  { sealUnder, ...incoming }: NonNullable<ScriptCommand['newPin']> & Pick<IncomingPin, 'pinBlock'>,
): Outcome<Uint8Array> {
  const pin = readPin(state, { ...incoming, pan })
  if (!pin.ok) return pin
  if (isGuessablePin(pin.value)) return refuseInput('guessable-pin', 'a PIN that anybody would guess')
  const confidentiality = cardKey(state, sealUnder, 'script-confidentiality', { pan, sequenceNumber })
  if (!confidentiality.ok) return confidentiality
  const session = commonSessionKey(confidentiality.value, cryptogram)
  const sealed = scriptPinChange(session, pin.value)
  confidentiality.value.fill(0)
  session.fill(0)
  return ok(sealed)
}
