import type { Random } from '@fiftyfive/kernel'
import { FIRMWARE } from '../pin-pad/firmware.ts'
import type { KeySlots } from '../pin-pad/key-slots.ts'
import type { PinKey, Transport } from '../ports.ts'
import type { Hardware } from '../shell/hardware.ts'
import { otherBlockFormat, otherPanDigits, pinBypass } from './firmware.ts'
import { bouncingKey, deadKey } from './keypad.ts'
import { losePinKeyWrite, overwritePinKey } from './keys.ts'
import { cuttableLink, noisyLink } from './link.ts'

/**
 * What can be broken in a terminal, each named by the cause that the diagnosis should find. `once` faults happen and are
 * over (or armed until they happen); the others last until they are switched off.
 */
export const DEMO_FAULTS = [
  { id: 'wrong-terminal-key', part: 'keys', once: true },
  /** Takes effect with the next sign-on, which loses its PIN key. */
  { id: 'sign-on-key-lost', part: 'keys', once: true },
  { id: 'block-format', part: 'firmware', once: false },
  { id: 'pan-mismatch', part: 'firmware', once: false },
  { id: 'pin-missing', part: 'firmware', once: false },
  { id: 'dead-key', part: 'keypad', once: false },
  { id: 'bouncing-key', part: 'keypad', once: false },
  { id: 'corrupt', part: 'link', once: true },
  { id: 'network', part: 'link', once: false },
] as const
export type DemoFaultId = (typeof DEMO_FAULTS)[number]['id']

/** The key that `dead-key` and `bouncing-key` wear out. */
export const WORN_KEY: PinKey = '5'

/** Breaks the hardware of one terminal, and repairs it. Give `hardware` to `createTerminal`. */
export interface FaultBench {
  readonly hardware: Hardware
  /** Faults that last, and `once` faults that wait for their moment. Replaced as a whole on each change. */
  readonly active: ReadonlySet<DemoFaultId>
  /** Resolves when the fault is physically there (or gone). */
  set(id: DemoFaultId, on: boolean): Promise<void>
  subscribe(listener: () => void): () => void
}

export function createFaultBench(random: Random): FaultBench {
  let active: ReadonlySet<DemoFaultId> = new Set()
  let slots: KeySlots | undefined
  let link: Transport | undefined
  const listeners = new Set<() => void>()
  const is = (id: DemoFaultId) => () => active.has(id)
  const mark = (id: DemoFaultId, on: boolean): void => {
    active = new Set(on ? [...active, id] : [...active].filter((other) => other !== id))
    for (const listener of listeners) listener()
  }
  const firmwareFaults = { 'block-format': otherBlockFormat, 'pan-mismatch': otherPanDigits, 'pin-missing': pinBypass }
  return {
    hardware: {
      keySlots(sound) {
        slots = sound
        return losePinKeyWrite(sound, is('sign-on-key-lost'), () => mark('sign-on-key-lost', false))
      },
      keypad: (keypad) => deadKey(bouncingKey(keypad, WORN_KEY, is('bouncing-key')), WORN_KEY, is('dead-key')),
      transport(sound) {
        link = sound
        return cuttableLink(
          noisyLink(sound, is('corrupt'), () => mark('corrupt', false)),
          is('network'),
        )
      },
      firmware: () =>
        Object.entries(firmwareFaults).reduce(
          (firmware, [id, change]) => (active.has(id as DemoFaultId) ? change(firmware) : firmware),
          FIRMWARE,
        ),
      kernel: (terminal) => terminal,
    },
    get active() {
      return active
    },
    async set(id, on) {
      if (id === 'wrong-terminal-key') {
        if (on && slots) await overwritePinKey(slots, random)
        return
      }
      mark(id, on)
      if (id === 'network' && on) link?.close()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
