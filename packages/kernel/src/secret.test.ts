import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ClearKey, ClearPin, maskPan, Pan, PinBlock, type Secret, Track2 } from './secret.ts'

const DIGITS = '6225880202614037194'

describe('secrets', () => {
  const secrets: [string, Secret<unknown>, string][] = [
    ['card number', Pan.of(DIGITS), DIGITS],
    ['track 2', Track2.of(`${DIGITS}D31122010000`), DIGITS],
    ['PIN', ClearPin.of('739150'), '739150'],
    ['PIN block', PinBlock.of(new Uint8Array(8).fill(0xab)), '171'],
    ['key', new ClearKey('pin', new Uint8Array(16).fill(0xab)), '171'],
  ]
  it.each(secrets)('a %s shows itself in no kind of text', (_name, secret, clear) => {
    const texts = [
      String(secret),
      JSON.stringify({ nested: [secret] }),
      inspect({ nested: [secret] }, { depth: 9, showHidden: true }),
      JSON.stringify({ ...secret }),
      inspect(structuredClone({ ...secret })),
      new Error(`refused: ${secret.toString()}`).stack ?? '',
    ]
    for (const text of texts) expect(text).not.toContain(clear)
  })

  it.each([
    ['6225880202614037194', '622588*********7194'],
    ['4000000000000', '400000***0000'],
    ['123456', '******'],
  ])('masks %s as %s', (digits, masked) => {
    expect(maskPan(digits)).toBe(masked)
  })

  it('parses what it should and nothing else', () => {
    expect(Pan.parse('123456789012').ok).toBe(false)
    expect(Pan.parse('62258802026140371945').ok).toBe(false)
    expect(Pan.parse('622588020261403719A').ok).toBe(false)
    expect(ClearPin.parse('123').ok).toBe(false)
    expect(ClearPin.parse('1234567890123').ok).toBe(false)
    expect(Track2.parse(`${DIGITS}=3112201`).ok).toBe(true)
    expect(Track2.parse(DIGITS).ok).toBe(false)
    expect(PinBlock.parse(new Uint8Array(9)).ok).toBe(false)
  })

  it('wipes a key', () => {
    const key = new ClearKey('mac', new Uint8Array(16).fill(7))
    key.wipe()
    expect(key.reveal().every((byte) => byte === 0)).toBe(true)
  })
})
