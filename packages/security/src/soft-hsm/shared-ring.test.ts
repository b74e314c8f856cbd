import { pick, randomInteger, seededRandom } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { MESSAGE_MAX, Outbox, ringMemory, SharedRing } from './shared-ring.ts'

const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value)

function ends() {
  const memory = ringMemory()
  return { memory, writer: new SharedRing(memory), reader: new SharedRing(memory) }
}

describe('a ring that two threads share', () => {
  it('has no room when nothing is taken, and room again afterwards', () => {
    const { writer, reader } = ends()
    let put = 0
    while (writer.put(filled(MESSAGE_MAX, 1))) put++
    expect(put).toBe(3)
    expect(writer.put(filled(MESSAGE_MAX, 1))).toBe(false)
    let taken = 0
    reader.take(() => taken++)
    expect(taken).toBe(3)
    expect(writer.put(filled(MESSAGE_MAX, 1))).toBe(true)
  })

  it('calls the other thread once until that looks', () => {
    const { writer, reader } = ends()
    writer.put(filled(1, 1))
    expect([writer.mustCall(), writer.mustCall()]).toEqual([true, false])
    reader.take(() => undefined)
    expect(writer.mustCall()).toBe(true)
  })

  it('takes what is put while it is taking', () => {
    const { writer, reader } = ends()
    const seen: number[] = []
    writer.put(filled(1, 1))
    reader.take(([value]) => {
      seen.push(value as number)
      if (value === 1) writer.put(filled(1, 2))
    })
    expect(seen).toEqual([1, 2])
  })

  it('gives every message once, in order, round and round, and keeps nothing of it', () => {
    const { memory, writer, reader } = ends()
    const random = seededRandom('ring')
    let put = 0
    let taken = 0
    let wrong = 0
    for (let turn = 0; turn < 1_000; turn++) {
      for (let count = randomInteger(random, 4); count > 0; count--) {
        const length = pick(random, [0, 1, 3, 4, 5, 700, 4_093, 50_001])
        if (!writer.put(filled(length, put % 251))) break
        put++
      }
      if (randomInteger(random, 3) > 0) {
        reader.take((message) => {
          if (Buffer.compare(message, filled(message.length, taken % 251)) !== 0) wrong++
          taken++
        })
      }
    }
    reader.take(() => taken++)
    expect([taken, wrong]).toEqual([put, 0])
    expect(put).toBeGreaterThan(1_000)
    const text = new Uint8Array(memory, 16)
    // Lengths are all that is left.
    expect(text.filter((byte) => byte > 0).length).toBeLessThan(put * 4)
    writer.put(filled(9, 77))
    expect(new Uint8Array(memory).includes(77)).toBe(true)
    reader.take(() => undefined)
    expect(new Uint8Array(memory, 16).filter((byte) => byte === 77)).toHaveLength(0)
  })
})

describe('an outbox', () => {
  it('sends at once while there is room, wakes the other thread once, and holds the rest in its order', async () => {
    const { writer, reader } = ends()
    let woken = 0
    const outbox = new Outbox(writer, () => woken++)
    outbox.send(filled(1, 200))
    outbox.send(filled(1, 201))
    expect(woken).toBe(1)
    const seen: number[] = []
    const look = (): void => reader.take(([value]) => seen.push(value as number))
    look()
    expect(seen).toEqual([200, 201])
    const values = [0, 1, 2, 3, 4, 5, 6, 7]
    for (const value of values) outbox.send(filled(MESSAGE_MAX, value))
    expect(woken).toBe(2)
    for (let i = 0; i < 500 && seen.length < 10; i++) {
      look()
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect(seen.slice(2)).toEqual(values)
    expect(woken).toBeGreaterThan(2)
  })
})
