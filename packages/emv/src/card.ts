import { ClearKey, ClearPin, fromHex, Pan, Track2 } from '@fiftyfive/kernel'
import { ChipMemory, type ChipKeys, type OfflineLimits } from './chip/memory.ts'
import type { RsaPrivateKey } from './rsa/rsa.ts'
import type { Elements } from './tlv.ts'

export type CardCondition = 'good' | 'chip-worn' | 'stripe-worn'
/** How the card is shown to the terminal: swiped, inserted or tapped. */
export type CardMethod = 'stripe' | 'chip' | 'contactless'

/**
 * A card as it lies on the counter: what its chip and stripe carry, and what is physically wrong with it. It does not
 * carry the PIN unless its chip checks PINs itself: no card of an online-PIN scheme does.
 */
export interface VirtualCard {
  readonly id: string
  readonly label: string
  readonly pan: Pan
  /** YYMM. */
  readonly expiry: string
  /** ISO/IEC 7813 service code, three digits; the first is 2 or 6 on a card with a chip. */
  readonly serviceCode: string
  /** PAN sequence number (tag 5F34), `00` to `99`. */
  readonly sequenceNumber: string
  readonly condition: CardCondition
  /** What the chip remembers. Keep it with the card when the card is presented again. */
  readonly memory: ChipMemory
  /** The application in its chip: name (tag 84) and label (50). Absent: UnionPay debit. */
  readonly application?: ChipApplication
  /** Other accounts on the same chip, each with a number and keys of its own; counter and PIN are the chip's. */
  readonly further?: readonly VirtualCard[]
  /** Without them the chip's cryptograms are random, and no issuer may check them. */
  readonly keys?: ChipKeys
  /** The chip's own PIN, for cards that check it offline. */
  readonly offlinePin?: ClearPin
  /** For PINs that come to the chip enciphered; `records` have the certificates that lead to it. */
  readonly pinKey?: RsaPrivateKey
  /** For dynamic authentication; `records` have its certificates. `combined`: the chip signs its cryptograms with it. */
  readonly authenticationKey?: RsaPrivateKey
  readonly combined?: boolean
  /** With no PIN tries left the chip declines what is asked of it by contact, whoever checks the PIN. */
  readonly declinesWhenLocked?: true
  /** What the chip approves without its issuer; nothing without it. */
  readonly offline?: OfflineLimits
  /** The chip is in a phone or a watch, which is tapped and knows its holder. */
  readonly device?: true
  /** Records besides the usual ones, or in place of them, by tag. */
  readonly records?: Elements
}

export interface ChipApplication {
  readonly aid: Uint8Array
  readonly label: string
}

/** What an issuer writes into a chip, as text: bytes in hex. Absent `pin`: the chip checks none. */
export interface ChipContent {
  readonly keys: { readonly cryptogram: string; readonly integrity: string; readonly confidentiality: string }
  readonly pin?: string | undefined
  /** Certificates, signatures and what else its records have, by tag. */
  readonly records?: Readonly<Record<string, string>> | undefined
  readonly authenticationKey?: PrivateKeyText | undefined
  readonly combined?: boolean | undefined
  readonly pinKey?: PrivateKeyText | undefined
  readonly offline?: OfflineLimits | undefined
  readonly device?: true | undefined
  /** Where it is not the usual one. `aid` in hex. */
  readonly application?: { readonly aid: string; readonly label: string } | undefined
  readonly further?: readonly FurtherAccount[] | undefined
}
/** Another account on the same chip. */
export interface FurtherAccount {
  readonly pan: string
  readonly chip: ChipContent
}
interface PrivateKeyText {
  readonly modulus: string
  readonly privateExponent: string
}

/** A card from data that was not checked yet (JSON of a demo bank, a command line). Throws on a malformed card number. */
export function virtualCard(data: {
  readonly id: string
  readonly label: string
  readonly pan: string
  readonly expiry: string
  readonly serviceCode: string
  readonly sequenceNumber: string
  readonly condition: CardCondition
  readonly memory?: ChipMemory
  readonly chip?: ChipContent | undefined
}): VirtualCard {
  const { id, label, expiry, serviceCode, condition, memory = new ChipMemory() } = data
  const sequenceNumber = data.sequenceNumber.slice(-2)
  const plastic = { id, label, pan: Pan.of(data.pan), expiry, serviceCode, sequenceNumber, condition, memory }
  if (!data.chip) return plastic
  const further = data.chip.further?.map(({ pan, chip }) => ({ ...plastic, pan: Pan.of(pan), ...chipOf(chip) }))
  return { ...plastic, ...chipOf(data.chip), ...(further ? { further } : {}) }
}

function chipOf(content: ChipContent): Partial<VirtualCard> {
  const { keys, pin, records, authenticationKey, combined, pinKey, offline, device, application } = content
  return {
    ...(records ? { records: bytesOf(records) } : {}),
    ...(authenticationKey ? { authenticationKey: privateKey(authenticationKey) } : {}),
    ...(pinKey ? { pinKey: privateKey(pinKey) } : {}),
    ...(combined ? { combined } : {}),
    ...(offline ? { offline } : {}),
    ...(device ? { device } : {}),
    ...(application ? { application: { ...application, aid: fromHex(application.aid) } } : {}),
    keys: {
      cryptogram: new ClearKey('card-cryptogram', fromHex(keys.cryptogram)),
      integrity: new ClearKey('card-script-integrity', fromHex(keys.integrity)),
      confidentiality: new ClearKey('card-script-confidentiality', fromHex(keys.confidentiality)),
    },
    ...(pin === undefined ? {} : { offlinePin: ClearPin.of(pin) }),
  }
}

const bytesOf = (records: Readonly<Record<string, string>>): Elements =>
  Object.fromEntries(Object.entries(records).map(([tag, hex]) => [tag, fromHex(hex)]))

const privateKey = ({ modulus, privateExponent }: PrivateKeyText): RsaPrivateKey => ({
  modulus: fromHex(modulus),
  privateExponent: BigInt(`0x${privateExponent}`),
})

/** Whether the stripe says that the card has a chip (ISO/IEC 7813: first digit of the service code 2 or 6). */
export const hasChip = (card: VirtualCard): boolean => /^[26]/.test(card.serviceCode)

/** Track 2 of the card: card number, separator, expiry, service code, discretionary data. */
export const track2Of = (card: VirtualCard): Track2 =>
  Track2.of(`${card.pan.reveal()}D${card.expiry}${card.serviceCode}00000`)
