import { describe, expect, it } from 'vitest'
import { codeAt, newSecret, verifyOneTimePassword } from './one-time-password.ts'

/** RFC 6238, appendix B, SHA-1: the secret is the ASCII text 12345678901234567890; six digits are its last six. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('one-time passwords', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at %i s it is %s (RFC 6238)', (seconds, code) => {
    expect(codeAt(SECRET, Math.floor(seconds / 30))).toBe(code)
  })

  it('takes a code one step around now, once', () => {
    const secret = newSecret()
    const now = 1_700_000_000_000
    const step = Math.floor(now / 30_000)
    for (const offset of [-1, 0, 1]) {
      expect(verifyOneTimePassword(secret, codeAt(secret, step + offset), now, undefined)).toBe(step + offset)
    }
    expect(verifyOneTimePassword(secret, codeAt(secret, step - 2), now, undefined)).toBeUndefined()
    expect(verifyOneTimePassword(secret, codeAt(secret, step + 2), now, undefined)).toBeUndefined()
    expect(verifyOneTimePassword(secret, codeAt(secret, step), now, step)).toBeUndefined()
    expect(verifyOneTimePassword(secret, '12345', now, undefined)).toBeUndefined()
  })

  it('secrets have 160 bits and differ', () => {
    expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/)
    expect(newSecret()).not.toBe(newSecret())
  })
})
