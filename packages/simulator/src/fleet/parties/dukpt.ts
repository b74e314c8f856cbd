import { fromHex, toHex } from '@fiftyfive/kernel'
import {
  adjustParity,
  type KeyBlock,
  tdesEcbEncrypt,
  tdesInitialKey,
  tdesTransactionKey,
  tdesWorkingKey,
} from '@fiftyfive/security'
import { value } from '../../parties/security-module.ts'
import type { Fleet } from '../fleet.ts'
import type { GatewayFacts } from '../story.ts'
import type { Till } from './till.ts'

/** A PIN pad's own counter: the number of the transaction key that was used last. */
export interface DukptCounter {
  value: number
}

/**
 * PIN pads under DUKPT (ANSI X9.24-1, TDES): a key of its own for each entry, derived from an initial key. The serial
 * number travels beside the message, which has no field for it; the host's module derives the same key and takes none twice.
 */
export async function fitDukpt(fleet: Fleet, tills: readonly Till[]): Promise<ReadonlyMap<string, DukptCounter>> {
  const chance = fleet.chance.of('dukpt')
  const components = ['A', 'B'].map((custodian) => ({ custodian, bytes: chance.bytes(16) }))
  const [first, second] = components.map(({ bytes }) => bytes) as [Uint8Array, Uint8Array]
  const baseKey = adjustParity(first.map((byte, index) => byte ^ (second[index] as number)))
  const formed = value(
    await fleet.acquirer.nodes[0]!.module.formKey({
      use: 'derivation',
      algorithm: 'tdes-2',
      components: components.map(({ custodian, bytes }) => ({ custodian, hex: toHex(bytes) })),
    }),
  )
  const counters = new Map<string, DukptCounter>()
  for (const [index, till] of tills.entries()) {
    const counter = { value: 40 + chance.whole(4_000) }
    counters.set(till.id, counter)
    fitPinPad(fleet, till, { baseKey, counter, device: index + 1 })
  }
  hostSide(fleet, formed.key)
  return counters
}

/** Key set, device and counter as the ten bytes of a key serial number. */
function serialNumberOf(device: number, counter: number): Uint8Array {
  const bytes = new Uint8Array(10)
  bytes.set(fromHex('FFFF9876540000'))
  const low = BigInt(device) * 2n ** 21n + BigInt(counter)
  for (let i = 0; i < 5; i++) bytes[9 - i] = (bytes[9 - i] as number) | Number((low >> BigInt(8 * i)) & 0xffn)
  return bytes
}

const bitsSet = (value: number): number => [...value.toString(2)].filter((bit) => bit === '1').length

function fitPinPad(
  fleet: Fleet,
  till: Till,
  parts: { readonly baseKey: Uint8Array; readonly counter: DukptCounter; readonly device: number },
): void {
  const { baseKey, counter, device } = parts
  let newest = counter.value
  let own: Uint8Array | undefined
  // The device's, whatever the counter.
  const initial = tdesInitialKey(baseKey, serialNumberOf(device, 0))
  fleet.beforeEntry.push((_card, story) => {
    if (till.story !== story) return
    const before = counter.value
    // Counters with more than ten bits set have no key (X9.24-1, A.2).
    do counter.value++
    while (bitsSet(counter.value) > 10)
    const serialNumber = serialNumberOf(device, counter.value)
    own = tdesWorkingKey(tdesTransactionKey(initial, serialNumber), 'pin').reveal()
    const follows: NonNullable<GatewayFacts['serialNumber']>['follows'] =
      counter.value <= newest
        ? counter.value === newest
          ? 'repeated'
          : 'backwards'
        : before > newest + 16
          ? 'jump'
          : 'next'
    newest = Math.max(newest, counter.value)
    story.seen.serialNumber = { device: toHex(serialNumber.subarray(0, 8)), counter: counter.value, follows }
    story.seen.serialNumberBytes = serialNumber
  })
  till.hooks.push({
    readKey(slot, stored) {
      if (slot !== 'pin' || !own) return stored
      return tdesEcbEncrypt(fromHex(till.flash.get('key/master') ?? ''), own)
    },
  })
}

/** The host's module derives the key instead of looking it up. */
function hostSide(fleet: Fleet, baseKey: KeyBlock<'derivation'>): void {
  for (const { around } of fleet.acquirer.nodes) {
    around.push((command, request, next) => {
      if (command !== 'translatePin') return next(command, request)
      const { from: _, ...rest } = request as { from: unknown; pan: { reveal(): string } }
      const story = fleet.storyOfPan(rest.pan.reveal())
      const serialNumber = story?.seen.serialNumberBytes
      if (!story || !serialNumber) return next(command, request)
      return next('translateDukptPin', { ...rest, baseKey, serialNumber, terminal: story.id.slice(0, 8) })
    })
  }
}
