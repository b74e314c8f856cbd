/** Limits of a contactless reader for one application, in minor units (EMV Contactless Book A, 5.9; UnionPay qUICS). */
export interface ContactlessLimits {
  /** From here on the tap is not taken at all: insert the chip. */
  readonly transaction_minor: number
  /** From here on the cardholder is verified; the PIN goes online, without a second tap. */
  readonly verification_minor: number
  /** From here on the payment goes online. */
  readonly floor_minor: number
}

export interface TapRule {
  /** Not without a device that knows its holder: otherwise the chip is to be inserted. */
  readonly take: boolean
  readonly pin: boolean
  readonly online: boolean
}

/** What a tap with this amount needs. The PIN follows the tap: the card is out of the field by then and not needed again. */
export function ruleOfTap(amount_minor: number, limits: ContactlessLimits): TapRule {
  const take = amount_minor < limits.transaction_minor
  const pin = !take || amount_minor >= limits.verification_minor
  return { take, pin, online: pin || amount_minor >= limits.floor_minor }
}
