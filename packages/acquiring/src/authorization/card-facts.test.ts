import { Pan, Track2 } from '@fiftyfive/kernel'
import { describe, expect, it } from 'vitest'
import { cardFacts } from './card-facts.ts'

const pan = Pan.of('6225880212345678')
const stripe = (serviceCode: string) => ({
  pan,
  track2: Track2.of(`6225880212345678D3012${serviceCode}0000000000`),
  chipData: undefined,
})

describe('what a request tells about its card', () => {
  it('is the length of its number', () => {
    expect(cardFacts({ pan, chipData: undefined })).toEqual({ panLength: 16 })
    expect(cardFacts({ pan: Pan.of('6225880212345678901'), chipData: undefined }).panLength).toBe(19)
  })

  it.each(['0', '1', '2', '3', '4', '5', '6', '7'])(
    'is whether service code 22%s wants a PIN (ISO/IEC 7813)',
    (digit) => {
      expect(cardFacts(stripe(`22${digit}`)).pinWanted).toBe(['0', '3', '5', '6', '7'].includes(digit))
    },
  )

  it('is what the chip and its terminal agreed on for the cardholder', () => {
    const chip = (...bytes: number[]) => cardFacts({ pan, chipData: { '9F34': Uint8Array.of(...bytes) } })
    expect(chip(0x42, 0x03, 0x00).cvmResults).toBe('420300')
    expect(chip(0x42, 0x03)).not.toHaveProperty('cvmResults')
    expect(cardFacts({ pan, chipData: {} })).not.toHaveProperty('cvmResults')
  })

  it('never holds the card number', () => {
    expect(JSON.stringify(cardFacts(stripe('220')))).not.toContain('6225')
  })
})
