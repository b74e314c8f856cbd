import type { Random } from '@fiftyfive/kernel'
import type { KeySlots } from '../pin-pad/key-slots.ts'

/** Another key in the PIN slot, as after an injection into the wrong terminal. The next sign-on overwrites it. */
export const overwritePinKey = (slots: KeySlots, random: Random): Promise<void> => slots.write('pin', random.bytes(16))

/**
 * Key memory that loses the next write to the PIN slot while `armed` says so, and keeps the key from before. The MAC key
 * of the same sign-on is kept, so every message stays authentic and only PINs are wrong.
 */
export const losePinKeyWrite = (slots: KeySlots, armed: () => boolean, done: () => void): KeySlots => ({
  read: (slot) => slots.read(slot),
  async write(slot, bytes) {
    if (slot !== 'pin' || !armed()) return slots.write(slot, bytes)
    done()
  },
})
