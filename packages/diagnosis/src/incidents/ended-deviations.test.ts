import { describe, expect, test } from 'vitest'
import { indexOf } from '../symptoms.ts'
import { newDeviation } from './deviation.ts'
import { EndedDeviations } from './ended-deviations.ts'
import type { Within } from './places.ts'
import type { Session } from './sessions.ts'
import type { Stretch } from './window.ts'

const HOUR = 3_600_000
const KIND = indexOf('answer-changed')
const SCOPE = 'entry=contactless'

/** A payment at a node, by a tap or otherwise. */
interface Payment {
  readonly node: number
  readonly tap: boolean
  readonly failed: boolean
}
const taps = ((payment: unknown) => (payment as Payment).tap) as Within
const atNode = ((payment: unknown) => (payment as Payment).node === 2) as Within

function stretchOf(payments: readonly Payment[]): Stretch {
  const stretch = {
    rows: payments,
    within: (covers: Within) => stretchOf(payments.filter((each) => covers(each as never))),
    count: () => payments.filter(({ failed }) => failed).length,
  }
  return stretch as unknown as Stretch
}

/** One that was about taps and ended at 0; found anew in these payments, of which those that failed were at one node. */
function again(payments: readonly Payment[], changes: { now?: number; kind?: number; why?: 'merged' } = {}) {
  const ended = new EndedDeviations()
  const deviation = newDeviation({ kind: KIND, scope: SCOPE, covers: taps, rivals: new Map() }, -HOUR, -HOUR)
  deviation.state = 'resolved'
  deviation.ended = { at: 0, why: changes.why ?? 'recovered' }
  ended.add(deviation)
  const shown = payments.filter(({ failed }) => failed).map((place) => ({ place }) as unknown as Session)
  const { kind = KIND, now = HOUR } = changes
  return ended.returning({ kind, scope: 'node=2', covers: atNode, shown, sessions: stretchOf(payments), now })
}

const failing = Array.from({ length: 3 }, () => ({ node: 2, tap: true, failed: true }))
const passing = (count: number) => Array.from({ length: count }, () => ({ node: 1, tap: true, failed: false }))

describe('what ended', () => {
  test('is back when its symptom shows in a part of its place and nothing says that the rest is spared', () => {
    expect(again([...failing, ...passing(1)])?.scope).toBe(SCOPE)
  })

  test('is not what fails in a part of its place while the rest goes well', () => {
    expect(again([...failing, ...passing(30)])).toBeUndefined()
  })

  test('is not what fails outside of its place too', () => {
    expect(again([...failing, { node: 2, tap: false, failed: true }])).toBeUndefined()
  })

  test('is neither another symptom, nor back after days, nor back when it became part of another', () => {
    expect(again(failing, { kind: indexOf('mac') })).toBeUndefined()
    expect(again(failing, { now: 72 * HOUR })).toBeUndefined()
    expect(again(failing, { why: 'merged' })).toBeUndefined()
  })
})
