import { expect, it } from 'vitest'
import { MODEL } from '../model/index.ts'
import { rejectedCauses } from './rejected.ts'

const line = (id: string) => ({ id, group: 'pin-block', values: {}, weight: 1 })

it('names what tells a cause from the one that leads, most telling first', () => {
  const [feature, table] = Object.entries(MODEL.features).find(([, { given }]) => 'block-format' in given) as [
    string,
    { background: Record<string, number>; given: Record<string, Record<string, number>> },
  ]
  const outcome = Object.entries(table.given['block-format'] ?? {}).toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ''
  const ranking = [
    { cause: 'block-format', probability: 0.9 },
    { cause: 'slip', probability: 0.04 },
  ] as const
  const found = rejectedCauses({ ranking, evidence: [line(`${feature}.${outcome}`), line('unheard-of.thing')] })
  expect(found.length).toBeGreaterThan(0)
  for (const { cause, because } of found) {
    expect(cause).not.toBe('block-format')
    for (const { leading, rejected } of because) expect(leading / rejected).toBeGreaterThanOrEqual(1.5)
  }
})

it('has nothing to say where no cause leads, or no evidence tells them apart', () => {
  expect(rejectedCauses({ ranking: [{ cause: 'other', probability: 1 }], evidence: [] })).toEqual([])
  expect(rejectedCauses({ ranking: [{ cause: 'slip', probability: 1 }], evidence: [] })).toEqual([])
})
