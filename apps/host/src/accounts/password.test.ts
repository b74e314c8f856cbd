import { describe, expect, it } from 'vitest'
import { hashPassword, judgePassword, verifyPassword } from './password.ts'

describe('passwords', () => {
  it('are kept as salted argon2id hashes that only the right one fits', async () => {
    const hash = await hashPassword('lantern orbit mossy 41')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(hash).not.toBe(await hashPassword('lantern orbit mossy 41'))
    expect(await verifyPassword('lantern orbit mossy 41', hash)).toBe(true)
    expect(await verifyPassword('lantern orbit mossy 42', hash)).toBe(false)
    expect(await verifyPassword('lantern orbit mossy 41', 'no hash')).toBe(false)
  })

  it.each([
    ['short', 'too-short'],
    ['password1234', 'guessable'],
    ['qwertyuiop[]', 'guessable'],
    ['aaaaaaaaaaaaaaaa', 'guessable'],
    ['chen.jing-lantern-orbit', 'contains-name'],
    ['x'.repeat(129), 'too-long'],
  ])('%s is refused as %s', async (password, problem) => {
    expect(await judgePassword(password, ['chen.jing'])).toMatchObject({ problem })
  })

  it('a passphrase nobody has used is taken', async () => {
    expect(await judgePassword('lantern orbit mossy 41', ['chen.jing'])).toEqual({ score: 4 })
  })
})
