import type { FleetEvent } from '@fiftyfive/diagnosis'
import { expect, it } from 'vitest'
import { Surroundings } from './surroundings.ts'

const noticed = (look: (surroundings: Surroundings) => void): FleetEvent[] => {
  const events: FleetEvent[] = []
  look(new Surroundings((event) => events.push(event), { now: () => 1_000 }))
  return events
}

it('tells an exchanged zone key once, and not what was there before', () => {
  const events = noticed((surroundings) => {
    for (const key of ['', '', 'A1B2C3', 'A1B2C3']) surroundings.zoneKey('bank', key)
    surroundings.zoneKey('other-bank', 'D4E5F6')
  })
  expect(events).toEqual([{ kind: 'zone-key', at: 1_000, link: 'bank', pinKeyCheckValue: 'A1B2C3', confirmed: true }])
})

it('tells when the security module goes, comes back and has another master key', () => {
  const is = (masterKeyCheckValue: string) => ({ name: 'module-1', masterKeyCheckValue })
  const events = noticed((surroundings) => {
    for (const found of [is('111111'), undefined, undefined, is('111111'), is('222222')])
      surroundings.securityModule(found)
  })
  expect(events).toEqual([
    { kind: 'node', at: 1_000, node: 'module-1', state: 'down' },
    { kind: 'node', at: 1_000, node: 'module-1', state: 'up', masterKeyCheckValue: '111111' },
    { kind: 'node', at: 1_000, node: 'module-1', state: 'up', masterKeyCheckValue: '222222' },
  ])
})
