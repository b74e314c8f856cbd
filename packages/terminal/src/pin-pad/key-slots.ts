import { fromHex, isHex, toHex } from '@fiftyfive/kernel'
import type { Storage } from '../ports.ts'

export type KeySlotName = 'master' | 'pin' | 'mac'

/**
 * The key memory of a PIN pad, 16 bytes a slot. The master slot holds the terminal master key; the working-key slots
 * hold cryptograms under it, just as they came with the sign-on.
 */
export interface KeySlots {
  read(slot: KeySlotName): Uint8Array | undefined
  /** Resolves once durable; rejects when the memory fails. */
  write(slot: KeySlotName, bytes: Uint8Array): Promise<void>
}

const NAMES: readonly KeySlotName[] = ['master', 'pin', 'mac']
const storageName = (slot: KeySlotName): string => `key/${slot}`

/**
 * Key slots in the terminal's ordinary storage. This is no certified device: a secure cryptographic device keeps its
 * master key in tamper-responsive memory (PCI PTS), while here whoever can read the storage can read the key.
 */
export async function openKeySlots(storage: Storage): Promise<KeySlots> {
  const slots = new Map<KeySlotName, Uint8Array>()
  for (const slot of NAMES) {
    const stored = await storage.load(storageName(slot))
    if (stored !== undefined && stored.length === 32 && isHex(stored)) slots.set(slot, fromHex(stored))
  }
  return {
    read: (slot) => slots.get(slot),
    async write(slot, bytes) {
      await storage.save(storageName(slot), toHex(bytes))
      slots.set(slot, Uint8Array.from(bytes))
    },
  }
}
