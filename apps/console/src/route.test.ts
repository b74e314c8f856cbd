import { expect, test } from 'vitest'
import { attemptHash, liveHash, parseHash } from './route.ts'

const isCause = (text: string): boolean => text === 'slip' || text === 'unknown'
const read = (hash: string) => parseHash(hash, isCause)

test('an empty address is the live list', () => {
  expect(read('')).toEqual({ page: 'live', filters: {} })
  expect(read('#/')).toEqual({ page: 'live', filters: {} })
})

test('filters survive the way through the address', () => {
  const filters = { status: 'declined', cause: 'slip', terminal: 'T0000001', q: '6225 & 便利店?' } as const
  expect(read(liveHash(filters))).toEqual({ page: 'live', filters })
  expect(liveHash({})).toBe('#/')
})

test('values that mean nothing are dropped', () => {
  expect(read('#/?status=lost&cause=gremlins&terminal=%20&q=')).toEqual({ page: 'live', filters: {} })
})

test('an attempt keeps its number and the verdict that was looked at', () => {
  expect(read(attemptHash('T0000001-000001-000042'))).toEqual({ page: 'attempt', id: 'T0000001-000001-000042' })
  expect(read(attemptHash('a/b?c', 0))).toEqual({ page: 'attempt', id: 'a/b?c', verdict: 0 })
  expect(read('#/attempts/x?verdict=-1')).toEqual({ page: 'attempt', id: 'x' })
})

test('any other address is not found', () => {
  for (const hash of ['#/attempts/', '#/attempts/a/b', '#/nowhere', '#/attempts/%']) {
    expect(read(hash)).toEqual({ page: 'not-found' })
  }
})
