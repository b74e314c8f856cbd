import { seededRandom } from '@fiftyfive/kernel'
import { expect, test } from 'vitest'
import { MemoryStorage } from '../testing/memory-storage.ts'
import { VirtualTime } from '../testing/virtual-time.ts'
import { openOperatorBook } from './operator-book.ts'

async function shop() {
  const storage = new MemoryStorage()
  const time = new VirtualTime()
  const open = () => openOperatorBook(storage, time, seededRandom('operators'))
  return { storage, time, open, book: await open() }
}

test('begins with a manager; passwords are refused when anybody would guess them, and kept as hashes only', async () => {
  const { book, storage } = await shop()
  expect(await book.add('01', 'cashier', '482915')).toEqual({ ok: false, error: 'first-manager' })
  expect(await book.add('00', 'manager', '123456')).toEqual({ ok: false, error: 'weak' })
  expect(await book.add('00', 'manager', '4829')).toEqual({ ok: false, error: 'weak' })
  expect(await book.add('00', 'manager', '482915')).toMatchObject({ ok: true })
  expect(await book.add('00', 'cashier', '739164')).toEqual({ ok: false, error: 'taken' })
  expect(await book.check('00', '482915')).toEqual({ ok: true, value: 'manager' })
  expect(await book.check('99', '482915')).toEqual({ ok: false, error: { problem: 'wrong' } })
  expect(storage.values.get('operators')).not.toContain('482915')
})

test('wrong passwords lead to growing pauses that a restart does not end', async () => {
  const { book, open, time } = await shop()
  await book.add('00', 'manager', '482915')
  for (let i = 0; i < 4; i++) expect(await book.check('00', '000000')).toMatchObject({ error: { problem: 'wrong' } })
  expect(await book.check('00', '000000')).toMatchObject({ error: { problem: 'blocked', until: time.now() + 30_000 } })
  const again = await open()
  expect(await again.check('00', '482915')).toMatchObject({ error: { problem: 'blocked' } })
  await time.pass(30_000)
  expect(await again.check('00', '000000')).toMatchObject({ error: { problem: 'blocked', until: time.now() + 60_000 } })
  await time.pass(60_000)
  expect(await again.check('00', '482915')).toEqual({ ok: true, value: 'manager' })
})

test('a damaged list lets nobody in', async () => {
  const { storage, open } = await shop()
  storage.values.set('operators', '[{"id":"00"}]')
  await expect(open()).rejects.toThrow('damaged')
})
