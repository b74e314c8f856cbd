import { assert, xorBytes } from '@fiftyfive/kernel'
import { adjustParity } from './parity.ts'

/**
 * XOR of at least two full-length components, so that no custodian knows anything about the key (PCI PIN 6-1). The
 * caller adjusts parity where the algorithm has it.
 */
export function combineComponents(components: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  assert(components.length >= 2, 'key components: at least two')
  const zero = new Uint8Array(components[0]?.length ?? 0)
  return components.reduce<Uint8Array<ArrayBuffer>>((key, component) => xorBytes(key, component), zero)
}

export const combineDesComponents = (components: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  adjustParity(combineComponents(components))
