import { seededRandom } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { testModule, value } from '../module/test-module.ts'
import { KeyCeremony, newComponent } from './key-ceremony.ts'

const random = seededRandom('ceremony')
const [first, second] = [newComponent('tdes-2', random), newComponent('tdes-2', random)]
const begin = () => new KeyCeremony({ use: 'zone-master', algorithm: 'tdes-2', custodians: ['Anna Alt', 'Bert Berg'] })

describe('key ceremony', () => {
  it('forms the same key in two modules from the same envelopes, in any order', async () => {
    const checkValues: string[] = []
    for (const partition of ['acquirer', 'issuer'] as const) {
      const ceremony = begin()
      const entries = [
        ['Anna Alt', first],
        ['bert berg ', second],
      ] as const
      for (const [custodian, { hex, checkValue }] of partition === 'issuer' ? entries.toReversed() : entries) {
        expect(ceremony.enter(custodian, hex.replace(/(.{4})/g, '$1 '), checkValue)).toEqual({
          ok: true,
          value: checkValue,
        })
      }
      expect(ceremony.awaited).toEqual([])
      const made = await value(ceremony.complete(testModule({ partition }).module))
      checkValues.push(made.checkValue)
      // Nothing is left of the components.
      expect(await ceremony.complete(testModule().module)).toEqual({ ok: false, error: 'components-missing' })
    }
    expect(new Set(checkValues).size).toBe(1)
  })

  it('takes no component from a stranger, none twice, and none that was mistyped', () => {
    const ceremony = begin()
    const problem = (custodian: string, hex: string, checkValue: string): unknown => {
      const entered = ceremony.enter(custodian, hex, checkValue)
      return entered.ok ? 'taken' : entered.error
    }
    expect(problem('carl', first.hex, first.checkValue)).toBe('custodian-unknown')
    expect(problem('anna alt', first.hex.slice(2), first.checkValue)).toBe('component-form')
    expect(problem('anna alt', '0'.repeat(32), first.checkValue)).toBe('component-form')
    const oneBit = `${first.hex.slice(0, -1)}${(Number.parseInt(first.hex.slice(-1), 16) ^ 1).toString(16)}`
    expect(problem('anna alt', oneBit, first.checkValue)).toBe('component-parity')
    expect(problem('anna alt', second.hex, first.checkValue)).toBe('check-value-mismatch')
    expect(problem('anna alt', first.hex, first.checkValue)).toBe('taken')
    expect(problem('Anna Alt', second.hex, second.checkValue)).toBe('custodian-entered-already')
    expect(ceremony.awaited).toEqual(['bert berg'])
  })

  it('does not begin with fewer than two custodians', () => {
    for (const custodians of [[], ['anna'], ['anna', 'ANNA '], ['anna', '']]) {
      expect(() => new KeyCeremony({ use: 'pin', algorithm: 'aes-128', custodians })).toThrow('two custodians')
    }
  })

  it('does not show a component when printed', () => {
    const ceremony = begin()
    ceremony.enter('anna alt', first.hex, first.checkValue)
    expect(JSON.stringify(ceremony)).not.toContain(first.hex)
  })
})
