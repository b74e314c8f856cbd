import type { CardMethod, TerminalData } from '@fiftyfive/emv'
import { FIRMWARE, type Firmware } from '../pin-pad/firmware.ts'
import type { KeySlots } from '../pin-pad/key-slots.ts'
import type { Keypad, Transport } from '../ports.ts'

/**
 * The physical parts between the terminal and the world, as wrappers: what a demo or a simulation breaks, it breaks
 * here. Nothing above can tell a broken part from a good one except by how it behaves.
 */
export interface Hardware {
  readonly keySlots: (slots: KeySlots) => KeySlots
  readonly keypad: (keypad: Keypad) => Keypad
  readonly transport: (transport: Transport) => Transport
  readonly firmware: () => Firmware
  /** How the EMV kernel was set up for a payment. */
  readonly kernel: (terminal: TerminalData, method: CardMethod) => TerminalData
}

export const SOUND_HARDWARE: Hardware = {
  keySlots: (slots) => slots,
  keypad: (keypad) => keypad,
  transport: (transport) => transport,
  firmware: () => FIRMWARE,
  kernel: (terminal) => terminal,
}
