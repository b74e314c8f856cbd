import type { TerminalState } from '../core/state.ts'
import type { KeySlotName } from '../pin-pad/key-slots.ts'

export type KeyCheckValues = Readonly<Record<KeySlotName, string | undefined>>
/** What a guided check found of the parts it looked at: whether each does its work. */
export type DeviceStatus = Readonly<Record<'keypad' | 'pinPad' | 'display' | 'chipReader', boolean>>

/** What a terminal can find out about itself without anybody's help. */
export interface SelfTest {
  readonly link: 'passed' | 'failed'
  /** `failed`: a slot of the PIN pad is empty, or nobody has signed on with what is in it. */
  readonly keys: 'passed' | 'failed'
  /** Saving is what a payment depends on first. */
  readonly storage: 'passed' | 'failed'
}

export function selfTest({ link, signedOn, screen }: TerminalState, keys: KeyCheckValues): SelfTest {
  const complete = Object.values(keys).every((value) => value !== undefined)
  return {
    link: link === 'up' ? 'passed' : 'failed',
    keys: complete && signedOn ? 'passed' : 'failed',
    storage: screen.name === 'out-of-service' && screen.reason === 'storage' ? 'failed' : 'passed',
  }
}
