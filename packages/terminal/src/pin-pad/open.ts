import type { Clock, Random } from '@fiftyfive/kernel'
import type { Storage } from '../ports.ts'
import { SOUND_HARDWARE, type Hardware } from '../shell/hardware.ts'
import type { PinEntryDevice } from './device.ts'
import { openKeySlots } from './key-slots.ts'
import { PinPad } from './pin-pad.ts'

/** The PIN pad whose keys lie in the storage. */
export async function openPinPad(parts: {
  readonly storage: Storage
  readonly clock: Clock
  readonly random: Random
  readonly hardware?: Hardware
}): Promise<PinEntryDevice> {
  const { keySlots, firmware } = parts.hardware ?? SOUND_HARDWARE
  const slots = keySlots(await openKeySlots(parts.storage))
  return new PinPad({ slots, clock: parts.clock, random: parts.random, firmware })
}
