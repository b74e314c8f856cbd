/**
 * Who verifies the cardholder of a tap, as terminal and card tell one another in their transaction qualifiers (EMV
 * Contactless Book C-3, annex A: tags 9F66 and 9F6C; UnionPay's qUICS has the same bits).
 */

/** Terminal transaction qualifiers: EMV mode, contacts too, PIN to the issuer, signature; then what this payment needs. */
const CAN = 0x36
const ONLINE_PIN_SUPPORTED = 0x04
const SIGNATURE_SUPPORTED = 0x02
const ONLINE_CRYPTOGRAM_REQUIRED = 0x80
const VERIFICATION_REQUIRED = 0x40
/** The holder's own device may verify: a fingerprint, a face, its code. */
const DEVICE_VERIFICATION_SUPPORTED = 0x40

export const terminalQualifiers = (payment: {
  readonly verification: boolean
  readonly online: boolean
  /** False: nobody told the kernel of the PIN pad. */
  readonly onlinePin?: boolean
}): Uint8Array<ArrayBuffer> =>
  Uint8Array.of(
    payment.onlinePin === false ? CAN & ~ONLINE_PIN_SUPPORTED : CAN,
    (payment.online ? ONLINE_CRYPTOGRAM_REQUIRED : 0) | (payment.verification ? VERIFICATION_REQUIRED : 0),
    DEVICE_VERIFICATION_SUPPORTED,
    0,
  )

/** Card transaction qualifiers, byte 1 and byte 2. */
const ONLINE_PIN_REQUIRED = 0x80
const SIGNATURE_REQUIRED = 0x40
const VERIFIED_BY_DEVICE = 0x80

export type TapVerification = 'online-pin' | 'device' | 'signature'

/** What the card wants, in the order of Book C-3. A card that says nothing wants its PIN online, as UnionPay's do. */
export function verificationOfTap(cardQualifiers: Uint8Array | undefined): TapVerification {
  const [first = ONLINE_PIN_REQUIRED, second = 0] = cardQualifiers ?? []
  if ((first & ONLINE_PIN_REQUIRED) !== 0) return 'online-pin'
  if ((second & VERIFIED_BY_DEVICE) !== 0) return 'device'
  return (first & SIGNATURE_REQUIRED) !== 0 ? 'signature' : 'online-pin'
}

/** The card's side: what a chip, or the device it is in, answers to the terminal's qualifiers. */
export function cardQualifiers(terminal: Uint8Array, isDevice: boolean): Uint8Array<ArrayBuffer> {
  const [can = 0, needs = 0] = terminal
  if ((needs & VERIFICATION_REQUIRED) === 0) return Uint8Array.of(0, 0)
  if (isDevice) return Uint8Array.of(0, VERIFIED_BY_DEVICE)
  if ((can & ONLINE_PIN_SUPPORTED) !== 0) return Uint8Array.of(ONLINE_PIN_REQUIRED, 0)
  return Uint8Array.of((can & SIGNATURE_SUPPORTED) !== 0 ? SIGNATURE_REQUIRED : 0, 0)
}
