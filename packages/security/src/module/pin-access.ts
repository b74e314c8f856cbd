import { ok, type PinBlock } from '@fiftyfive/kernel'
import type { BlockCipher } from '../ciphers/index.ts'
import { formatFits, openPinField, pinOfField, shapeOfPinField } from '../pin/index.ts'
import type { KeyBlock, PinBlockFormat } from '../security-module.ts'
import type { IncomingPin } from './extended.ts'
import type { LoadedKey } from './key-slots.ts'
import { refuse, refuseShape } from './refusal.ts'
import type { ModuleState, Outcome } from './state.ts'

/** A PIN key that goes with the format. */
export function pinKey(state: ModuleState, block: KeyBlock<'pin'>, format: PinBlockFormat): Outcome<LoadedKey> {
  const key = state.keys.load(block, 'pin')
  if (!key.ok || formatFits(format, key.value.algorithm)) return key
  return refuse('format-forbidden', `${format} does not go with a ${key.value.algorithm} key`)
}

/** Undefined when the block is not as long as the key's cipher block. */
export function openField(
  cipher: BlockCipher,
  format: PinBlockFormat,
  pinBlock: PinBlock,
  pan: string,
): Uint8Array | undefined {
  const block = pinBlock.reveal()
  return block.length === cipher.blockSize ? openPinField(cipher, format, block, pan) : undefined
}

/** The digits of an incoming PIN. Blocks without PAN are refused: they prove nothing about a card. */
export function readPin(state: ModuleState, incoming: IncomingPin): Outcome<string> {
  if (incoming.format === 'iso-1')
    return refuse('format-forbidden', 'a PIN block without PAN proves nothing about a card')
  const key = pinKey(state, incoming.key, incoming.format)
  return key.ok ? readField(key.value.cipher, incoming.format, incoming.pinBlock, incoming.pan.reveal()) : key
}

export function readField(
  cipher: BlockCipher,
  format: PinBlockFormat,
  pinBlock: PinBlock,
  pan: string,
): Outcome<string> {
  const field = openField(cipher, format, pinBlock, pan)
  const shape = field ? shapeOfPinField(format, field) : 'bad-length'
  const outcome = field && shape === 'well-formed' ? ok(pinOfField(field)) : refuseShape(shape)
  field?.fill(0)
  return outcome
}
