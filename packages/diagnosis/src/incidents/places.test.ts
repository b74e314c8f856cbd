import { describe, expect, test } from 'vitest'
import { refusal } from '../testing.ts'
import { indexOfDimension, NOWHERE, Places } from './places.ts'

describe('places', () => {
  test('are alike where the values are, and know what is missing', () => {
    const places = new Places()
    const one = places.of(refusal({ terminal: 'T1', region: 'north' }))
    const other = places.of(refusal({ terminal: 'T2' }))
    const [terminal, merchant, region] = (['terminal', 'merchant', 'region'] as const).map(indexOfDimension) as [
      number,
      number,
      number,
    ]
    expect(one[terminal]).not.toBe(other[terminal])
    expect(one[merchant]).toBe(other[merchant])
    expect(other[region]).toBe(NOWHERE)
    expect(places.of(refusal({ terminal: 'T1', region: 'north' }))).toEqual(one)
  })

  test('lie in an element when all of its parts are theirs', () => {
    const places = new Places()
    const smart = places.of(refusal({ model: 'smart', softwareVersion: '2.0' }))
    expect(places.within('model=smart')(smart)).toBe(true)
    expect(places.within('model=smart&version=2.0')(smart)).toBe(true)
    expect(places.within('model=smart&version=1.0')(smart)).toBe(false)
    expect(places.within('model=small')(smart)).toBe(false)
    expect(places.within('region=north')(smart)).toBe(false)
  })

  test('may be moved in one dimension', () => {
    const places = new Places()
    const stripe = places.of(refusal({ entryMode: 'stripe' }))
    expect(places.moved(stripe, 'entry', 'chip')).toEqual(places.of(refusal({ entryMode: 'chip' })))
  })

  test('keep the numbers of the newest values, and forget the oldest', () => {
    const places = new Places()
    const terminal = indexOfDimension('terminal')
    const numberOf = (name: string) => places.of(refusal({ terminal: name }))[terminal]
    const first = numberOf('first')
    for (let index = 0; index < 49_999; index++) numberOf(`a${index}`)
    expect(numberOf('first')).toBe(first)
    for (let index = 0; index < 100_001; index++) numberOf(`b${index}`)
    expect(numberOf('first')).not.toBe(first)
    expect(numberOf('b100000')).toBe(numberOf('b100000'))
  })

  test('give all tills of a shop one number for it, also when the number it had was forgotten', () => {
    const places = new Places()
    const merchant = indexOfDimension('merchant')
    const shopOf = (terminal: string, name: string) => places.of(refusal({ terminal, merchant: name }))[merchant]
    shopOf('T1', 'shop')
    for (let index = 0; index < 100_001; index++) shopOf('elsewhere', `m${index}`)
    expect(shopOf('T1', 'shop')).toBe(shopOf('T2', 'shop'))
  })

  test('follow a terminal that gets other software', () => {
    const places = new Places()
    const at = (softwareVersion: string) => places.of(refusal({ terminal: 'T1', softwareVersion }))
    const [before, after] = [at('1.0'), at('2.0')]
    expect(after).not.toEqual(before)
    expect(places.within('version=2.0')(after)).toBe(true)
    expect(at('1.0')).toEqual(before)
  })
})
