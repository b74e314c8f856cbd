import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ChipMemories } from './chip-memories.ts'

const directory = mkdtempSync(join(tmpdir(), 'fiftyfive-chips-'))
const file = join(directory, 'chips.json')
afterEach(() => rmSync(file, { force: true }))

test('a chip goes on where it was, in another reader and after a restart', () => {
  const memories = new ChipMemories(file)
  const first = memories.take('card')
  memories.keep('card', { ...first, counter: first.counter + 2, pinTriesLeft: 1, lastOnline: 2 })
  expect(memories.take('card')).toMatchObject({ counter: 2, pinTriesLeft: 1, lastOnline: 2 })
  expect(new ChipMemories(file).take('card')).toMatchObject({ pinTriesLeft: 1 })
})

test('two readers with one card never share a counter; what one spends is spent at once', () => {
  const memories = new ChipMemories(file)
  const [one, two] = [memories.take('card'), memories.take('card')]
  expect(two.counter - one.counter).toBeGreaterThanOrEqual(8)
  memories.keep('card', { ...one, counter: one.counter + 1, pinTriesLeft: 2, inReader: true })
  memories.keep('card', { ...one, counter: one.counter + 1, pinTriesLeft: 2 })
  const three = memories.take('card')
  expect([three.counter >= two.counter + 8, three.pinTriesLeft]).toEqual([true, 2])
})

test('a page that is closed in the middle leaves its counters unused', () => {
  const memories = new ChipMemories(file)
  const taken = memories.take('card')
  memories.keep('card', { ...taken, counter: taken.counter + 1, inReader: true })
  expect(new ChipMemories(file).take('card').counter).toBe(taken.counter + 8)
})

test('the bank gives the chip its tries back; nothing of a reader is kept', () => {
  const memories = new ChipMemories(file)
  memories.keep('card', { ...memories.take('card'), pinTriesLeft: 0, inReader: true })
  memories.unblock('card')
  expect(memories.take('card').pinTriesLeft).toBe(3)
  expect(readFileSync(file, 'utf8')).not.toContain('inReader')
  rmSync(directory, { recursive: true })
})
