import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '@fiftyfive/kernel'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { adjustParity, keyCheckValue, sealTerminalMaster, tdesEcbDecrypt } from '../keys/index.ts'
import { enciphered, PAN, PIN, refusal, value } from '../module/test-module.ts'
import { AuditLog } from './audit-log.ts'
import { openSoftHsm, verifyAuditLog, type SoftHsmSettings, type SoftHsmThread } from './index.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'soft-hsm-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

let thread: SoftHsmThread
const open = (settings: Partial<SoftHsmSettings> = {}) =>
  openSoftHsm({ directory, name: 'test', production: false, partition: 'acquirer', ...settings }, thread)
const auditPath = (): string => join(directory, 'audit.log')

describe.each<SoftHsmThread>(['own', 'caller'])('soft HSM in the thread: %s', (where) => {
  beforeEach(() => {
    thread = where
  })
  it('takes a terminal in, sends it working keys and translates its PINs', async () => {
    const module = await open()
    const terminalMaster = adjustParity(seededRandom('terminal').bytes(16))
    const spki = await value(module.activationPublicKey())
    const checkValue = keyCheckValue('tdes-2', terminalMaster)
    const envelope = await sealTerminalMaster(spki, terminalMaster)
    expect(await refusal(module.importTerminalMaster({ envelope, checkValue: '000000' }))).toBe('check-value-mismatch')
    expect(await refusal(module.importTerminalMaster({ envelope: envelope.slice(1), checkValue }))).toBe(
      'input-invalid',
    )
    const wrapUnder = (await value(module.importTerminalMaster({ envelope, checkValue }))).key
    const working = await value(module.generateKey({ use: 'pin', algorithm: 'tdes-2', wrapUnder }))
    const pinKey = tdesEcbDecrypt(terminalMaster, working.cryptogram ?? new Uint8Array(0))
    expect(keyCheckValue('tdes-2', pinKey)).toBe(working.checkValue)
    const { key: to } = await value(module.generateKey({ use: 'pin', algorithm: 'aes-128' }))
    const pinBlock = enciphered(pinKey)
    const request = { pan: PAN, from: working.key, fromFormat: 'iso-0', to, toFormat: 'iso-4' } as const
    const translated = await value(module.translatePin({ ...request, pinBlock }))
    expect(translated.pinBlock.reveal()).toHaveLength(16)
    const candidates = [{ key: to, format: 'iso-4' }] as const
    expect(await value(module.inspectPinBlock({ ...translated, pan: PAN, candidates }))).toEqual(['well-formed'])
    await module.close()
  })

  it('knows its keys again after a restart, and another module does not', async () => {
    const first = await open()
    const { key } = await value(first.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    const request = { key, algorithm: 'unionpay-ecb', data: new Uint8Array(20) } as const
    const mac = await value(first.generateMac(request))
    await first.close()
    const again = await open()
    expect(await value(again.verifyMac({ ...request, keys: [key], mac }))).toBe(0)
    await again.close()
    const other = mkdtempSync(join(tmpdir(), 'soft-hsm-'))
    const stranger = await open({ directory: other })
    expect(await refusal(stranger.generateMac(request))).toBe('key-block-invalid')
    await stranger.close()
    rmSync(other, { recursive: true })
  })

  it('answers many commands at once, each caller with its own outcome', async () => {
    const module = await open()
    const { key } = await value(module.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    const datas = Array.from({ length: 500 }, (_, i) => Uint8Array.of(i >> 8, i & 255))
    const macs = await Promise.all(
      datas.map((data) => value(module.generateMac({ key, algorithm: 'unionpay-ecb', data }))),
    )
    expect(new Set(macs.map(String)).size).toBe(500)
    const verified = datas.map((data, i) =>
      value(module.verifyMac({ keys: [key], algorithm: 'unionpay-ecb', data, mac: macs[i] as Uint8Array })),
    )
    expect(new Set(await Promise.all(verified))).toEqual(new Set([0]))
    await module.close()
    expect(await refusal(module.status())).toBe('unavailable')
  })

  it('answers what it was given before it was closed, and takes nothing afterwards', async () => {
    const module = await open()
    const slow = [module.activationPublicKey(), module.activationPublicKey()]
    const quick = module.status()
    const closed = Promise.all([module.close(), module.close()])
    expect(await refusal(module.status())).toBe('unavailable')
    const [first, second] = await Promise.all(slow.map((key) => value(key)))
    expect(first).toEqual(second)
    expect((await value(quick)).name).toBe('test')
    await closed
    expect(verifyAuditLog(readFileSync(auditPath(), 'utf8'))).toMatchObject({ intact: true })
  })

  it('has its directory to itself, but takes over from a process that is gone', async () => {
    const module = await open()
    await expect(open()).rejects.toThrow('another module')
    await module.close()
    const lock = join(directory, 'module.lock')
    expect(existsSync(lock)).toBe(false)
    // A process of this number that began at another time, and one that has ended, hold nothing any more.
    for (const left of [`${process.pid} 1`, `${2 ** 22 + 1} 1`]) {
      writeFileSync(lock, left)
      const again = await open()
      await again.close()
    }
  })

  it('survives requests that no type allows', async () => {
    const module = await open()
    for (const request of [null, 7, {}, { pan: 'x', pinBlock: new Uint8Array(3) }, { pan: 12, pin: {} }]) {
      expect(await refusal(module.translatePin(request as never))).not.toBe('not refused')
      expect(await refusal(module.personalizePin(request as never))).not.toBe('not refused')
    }
    expect(await refusal(module.status())).toBe('not refused')
    await module.close()
  })

  it('keeps its files to itself, and no key in the clear in them', async () => {
    const module = await open({ passphrase: 'a long enough passphrase' })
    await module.close()
    for (const name of ['master-key.json', 'audit.log', 'audit.log.seal']) {
      expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600)
    }
    await expect(open({ passphrase: 'a wrong passphrase' })).rejects.toThrow('does not open')
    await expect(open()).rejects.toThrow('passphrase')
    const again = await open({ passphrase: 'a long enough passphrase' })
    expect((await value(again.status())).productionReady).toBe(false)
    await again.close()
  })
})

async function use(): Promise<void> {
  const module = await open()
  for (let i = 0; i < 3; i++) await value(module.generateKey({ use: 'pin', algorithm: 'tdes-2' }))
  await module.close()
}
const lines = (): string[] => readFileSync(auditPath(), 'utf8').split('\n')

describe.each<SoftHsmThread>(['own', 'caller'])('refusal 18: the soft HSM stays down (thread: %s)', (where) => {
  beforeEach(() => {
    thread = where
  })
  it('when a record was changed', async () => {
    await use()
    expect(verifyAuditLog(readFileSync(auditPath(), 'utf8'))).toMatchObject({ intact: true, records: 7 })
    writeFileSync(auditPath(), readFileSync(auditPath(), 'utf8').replace('generateKey', 'generateMac'))
    expect(verifyAuditLog(readFileSync(auditPath(), 'utf8'))).toEqual({ intact: false, line: 3, why: 'hash broken' })
    await expect(open()).rejects.toThrow('hash broken in line 3')
  })

  it('when a record is missing', async () => {
    await use()
    writeFileSync(auditPath(), lines().toSpliced(2, 1).join('\n'))
    await expect(open()).rejects.toThrow('sequence broken in line 3')
  })

  it('when the end was cut off, which the chain alone would not show', async () => {
    await use()
    writeFileSync(auditPath(), `${lines().slice(0, 4).join('\n')}\n`)
    expect(verifyAuditLog(readFileSync(auditPath(), 'utf8'))).toMatchObject({ intact: true })
    await expect(open()).rejects.toThrow('missing or changed')
  })

  it('when the seal is gone or false', async () => {
    await use()
    const seal = `${auditPath()}.seal`
    const text = readFileSync(seal, 'utf8')
    writeFileSync(
      seal,
      text.replace(/.\n$/, (end) => (end.startsWith('0') ? '1\n' : '0\n')),
    )
    await expect(open()).rejects.toThrow('seal is false')
    rmSync(seal)
    await expect(open()).rejects.toThrow('seal is missing')
  })

  it('when the counts were put back to an earlier state, or are gone', async () => {
    await use()
    const counters = join(directory, 'counters.log')
    const before = readFileSync(counters)
    await use()
    writeFileSync(counters, before)
    await expect(open()).rejects.toThrow('counters: what the audit log knows of is missing')
    rmSync(counters)
    await expect(open()).rejects.toThrow('counters: their file is missing')
  })

  it('when everything was put back to an earlier state, which only a record noted elsewhere shows', async () => {
    await use()
    const names = ['audit.log', 'audit.log.seal', 'counters.log'].map((name) => join(directory, name))
    const before = names.map((name) => readFileSync(name))
    await use()
    const found = verifyAuditLog(readFileSync(auditPath(), 'utf8'))
    const noted = found.intact ? { sequence: found.records, hash: found.head } : undefined
    const module = await open(noted ? { noted } : {})
    await module.close()
    for (const [i, name] of names.entries()) writeFileSync(name, before[i] as Buffer)
    await expect(open(noted ? { noted } : {})).rejects.toThrow('ends before the record that was noted')
    const again = await open()
    for (let i = 0; i < 9; i++) await value(again.generateKey({ use: 'pin', algorithm: 'tdes-2' }))
    await again.close()
    await expect(open(noted ? { noted } : {})).rejects.toThrow('not the record that was noted')
  })

  it('but not when a crash cut the last write short', async () => {
    await use()
    appendFileSync(auditPath(), '{"sequence":8,"ti')
    const module = await open()
    await module.close()
    expect(verifyAuditLog(readFileSync(auditPath(), 'utf8'))).toMatchObject({ intact: true, records: 10 })
  })

  it('when the sealed master key was changed', async () => {
    await use()
    truncateSync(join(directory, 'master-key.json'), 100)
    await expect(open()).rejects.toThrow()
  })

  it('and tells refusals in the log without PIN or PAN', async () => {
    const module = await open({ partition: 'issuer' })
    const request = { pin: PIN, pan: PAN, verificationKey: 'nonsense' as never, verificationKeyIndex: 1 }
    expect(await refusal(module.personalizePin(request))).toBe('not-authorised')
    await module.close()
    const text = readFileSync(auditPath(), 'utf8')
    expect(text).toContain('"command":"personalizePin","outcome":"not-authorised"')
    expect(text).not.toContain(PAN.reveal())
    expect(text).not.toContain(PIN.reveal())
  })
})

describe("soft HSM in the caller's thread", () => {
  it('answers nothing any more when its audit log takes no record, and leaves its caller alive', async () => {
    thread = 'caller'
    const module = await open()
    const { key } = await value(module.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    const full = vi.spyOn(AuditLog.prototype, 'flush').mockImplementation(() => {
      throw new Error('the disk is full')
    })
    const request = { key, algorithm: 'unionpay-ecb', data: new Uint8Array(20) } as const
    expect(await refusal(module.generateMac(request))).toBe('unavailable')
    full.mockRestore()
    expect(await refusal(module.generateMac(request))).toBe('unavailable')
    await module.close()
    expect(existsSync(join(directory, 'module.lock'))).toBe(false)
  })

  it('answers what was counted against somebody only when that is on disk', async () => {
    thread = 'caller'
    const module = await open({ failureLimit: { failures: 20, failuresPerKey: 2, window_ms: 3_600_000 } })
    const { key } = await value(module.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    const guess = { key, algorithm: 'unionpay-ecb', data: new Uint8Array(20), mac: new Uint8Array(4) } as const
    const counters = join(directory, 'counters.log')
    const before = statSync(counters).size
    expect(await value(module.verifyShortMac(guess))).toBe(false)
    const after = statSync(counters).size
    expect(after).toBeGreaterThan(before)
    expect(await value(module.verifyShortMac(guess))).toBe(false)
    expect(await refusal(module.verifyShortMac(guess))).toBe('limit-exceeded')
    await module.close()
  })
})
