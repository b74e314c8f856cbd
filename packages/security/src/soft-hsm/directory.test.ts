import { createPublicKey, publicEncrypt } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClearPin, expectOk, Pan, PinBlock } from '@fiftyfive/kernel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openActivationKey } from './activation.ts'
import { lockDirectory } from './directory-lock.ts'
import { derivedKey, openMasterKey } from './master-key.ts'
import { closeOutcome, closeSecrets, openOutcome, openSecrets } from './wire.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hsm-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

describe('the master key', () => {
  it('is made once, and opens with its passphrase however that is written', () => {
    const folder = join(directory, 'new')
    const made = openMasterKey(folder, 'Schl\u00fcssel')
    expect(made).toHaveLength(32)
    expect(openMasterKey(folder, 'Schlu\u0308ssel')).toEqual(made)
    expect(() => openMasterKey(folder, 'Schlussel')).toThrow('does not open')
    expect(() => openMasterKey(folder, undefined)).toThrow('sealed with a passphrase')
    const path = join(folder, 'master-key.json')
    expect([statSync(folder).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600])
    const file = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
    expect(Object.keys(file)).toEqual(['format', 'salt', 'initialVector', 'sealed', 'tag'])
    expect(Object.values(file).join('')).not.toContain(Buffer.from(made).toString('base64'))
    writeFileSync(path, JSON.stringify({ ...file, tag: Buffer.alloc(16).toString('base64') }))
    expect(() => openMasterKey(folder, 'Schl\u00fcssel')).toThrow('does not open')
  })
  it('opens with a key file where there is no passphrase', () => {
    const made = openMasterKey(directory, undefined)
    const secret = join(directory, 'master-key.secret')
    expect(statSync(secret).mode & 0o777).toBe(0o600)
    expect(Buffer.from(readFileSync(secret, 'utf8'), 'base64')).toHaveLength(32)
    expect(openMasterKey(directory, undefined)).toEqual(made)
  })
  it('gives each purpose a key of its own', () => {
    const master = new Uint8Array(32).fill(1)
    const keys = (['audit-seal', 'activation-key', 'counters'] as const).map((purpose) => derivedKey(master, purpose))
    expect(new Set(keys.map(String)).size).toBe(3)
    expect(keys.every(({ length }) => length === 32)).toBe(true)
    expect(derivedKey(master, 'counters')).toEqual(keys[2])
    expect(derivedKey(new Uint8Array(32), 'counters')).not.toEqual(keys[2])
  })
})

describe('the lock of a directory', () => {
  const owner = { pid: process.pid, began: 1000 }
  const path = (): string => join(directory, 'module.lock')
  it('is held until it is released', () => {
    const release = lockDirectory(join(directory, 'deep/er'), owner)
    expect(() => lockDirectory(join(directory, 'deep/er'), owner)).toThrow(`process ${process.pid}`)
    release()
    release()
    lockDirectory(join(directory, 'deep/er'), owner)()
  })
  it.each<readonly [content: string, isHeld: boolean]>([
    // This process, a later one of its number, the parent, which began whenever it did, one that is gone, and rubbish.
    [`${process.pid} 1000`, true],
    [`${process.pid} 999`, false],
    [`${process.ppid} 5`, true],
    [`${2 ** 22 + 1} 1000`, false],
    ['', false],
    ['-1 0', false],
    ['x y', false],
  ])('left as %j', (content, isHeld) => {
    writeFileSync(path(), content)
    const lock = () => lockDirectory(directory, owner)
    if (isHeld) expect(lock).toThrow('another module')
    else {
      const release = lock()
      expect(readFileSync(path(), 'utf8')).toBe(`${process.pid} 1000\n`)
      release()
      expect(existsSync(path())).toBe(false)
    }
  })
})

describe('the activation key', () => {
  it('is made when asked for, kept sealed, and opens what was enciphered for it', async () => {
    const path = join(directory, 'activation-key.sealed')
    const sealing = new Uint8Array(32).fill(9)
    const key = openActivationKey(path, sealing)
    expect(existsSync(path)).toBe(false)
    const spki = await key.publicKey()
    expect(await key.publicKey()).toEqual(spki)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const again = openActivationKey(path, sealing)
    expect(await again.publicKey()).toEqual(spki)
    const publicKey = createPublicKey({ key: Buffer.from(spki), type: 'spki', format: 'der' })
    expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
    const secret = new Uint8Array(16).fill(5)
    const envelope = publicEncrypt({ key: publicKey, oaepHash: 'sha256' }, secret)
    expect(await again.open(envelope)).toEqual(secret)
    expect(await again.open(envelope.subarray(0, -1))).toBeUndefined()
    expect(await again.open(publicEncrypt({ key: publicKey, oaepHash: 'sha1' }, secret))).toBeUndefined()
    await expect(openActivationKey(path, new Uint8Array(32)).publicKey()).rejects.toThrow()
  })
})

describe('secrets on their way between threads', () => {
  const pan = expectOk(Pan.parse('6225880212345678'), 'PAN')
  const pin = expectOk(ClearPin.parse('1357'), 'PIN')
  const pinBlock = expectOk(PinBlock.parse(new Uint8Array(8).fill(3)), 'PIN block')
  it('are opened on one side and closed again on the other', () => {
    const request = { pan, pin, pinBlock, newPinBlock: pinBlock, key: 'K', count: 7 }
    const open = openSecrets(request) as Record<string, unknown>
    expect(open).toEqual({
      pan: '6225880212345678',
      pin: '1357',
      pinBlock: pinBlock.reveal(),
      newPinBlock: pinBlock.reveal(),
      key: 'K',
      count: 7,
    })
    const closed = closeSecrets(structuredClone(open)) as typeof request
    expect([closed.pan, closed.pin, closed.pinBlock, closed.newPinBlock].map((one) => one.constructor)).toEqual([
      Pan,
      ClearPin,
      PinBlock,
      PinBlock,
    ])
    expect([closed.pan.reveal(), closed.pin.reveal()]).toEqual(['6225880212345678', '1357'])
    expect([closed.key, closed.count]).toEqual(['K', 7])
    expect(request.pan).toBe(pan)
  })
  it.each([null, undefined, 7, 'text'])('%j is no request, and passes', (request) => {
    expect(openSecrets(request)).toBe(request)
    expect(closeSecrets(request)).toBe(request)
  })
  it.each([
    { pan: 'x' },
    { pan: 12 },
    { pan: null },
    { pin: 'S0123456789' },
    { pinBlock: 'text' },
    { pinBlock: null },
    { pinBlock: new Uint8Array(3) },
  ])('%j holds no secret, and passes', (request) => {
    expect(closeSecrets(request)).toMatchObject(request)
    expect(openSecrets(request)).toEqual(request)
  })
  it('in an outcome are the PIN block of a translation alone', () => {
    const outcome = { ok: true, value: { pinBlock, format: 'iso-0' } }
    const open = openOutcome(outcome) as { value: { pinBlock: Uint8Array } }
    expect(open.value.pinBlock).toEqual(pinBlock.reveal())
    const closed = closeOutcome(structuredClone(open)) as typeof outcome
    expect(closed.value.pinBlock).toBeInstanceOf(PinBlock)
    expect(closed.value.format).toBe('iso-0')
    for (const other of [
      { ok: false, value: { pinBlock } },
      { ok: true, value: { pan } },
      { ok: true, value: null },
      { ok: true, value: 7 },
    ]) {
      expect(openOutcome(other)).toBe(other)
      expect(closeOutcome(other)).toBe(other)
    }
  })
})
