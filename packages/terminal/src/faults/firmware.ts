import { Pan } from '@fiftyfive/kernel'
import type { Firmware } from '../pin-pad/firmware.ts'

/** A release that builds ISO 9564-1 format 1: without the card number in it. */
export const otherBlockFormat = (firmware: Firmware): Firmware => ({ ...firmware, format: 'iso-1' })

/** A release that takes the wrong twelve digits of the card number: it forgets to leave the check digit out. */
export const otherPanDigits = (firmware: Firmware): Firmware => ({
  ...firmware,
  panForBlock: (pan) => Pan.of(`${pan.reveal().slice(-18)}0`),
})

/** A release that sends the payment without its PIN. */
export const pinBypass = (firmware: Firmware): Firmware => ({ ...firmware, sendsPinBlock: false })
