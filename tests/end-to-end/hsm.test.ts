import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expectOk, type Result } from '@fiftyfive/kernel'
import type { KeyBlock } from '@fiftyfive/security'
import { connectPayShield, type ClientTls, type PayShieldModule } from '@fiftyfive/security/payshield'
import { afterEach, describe, expect, it } from 'vitest'
import { createAuthority } from '../../packages/security/src/testing/certificates.ts'
import { dataFolder, runCommand, startCommand, type Running } from './support/stack.ts'

const main = fileURLToPath(new URL('../../apps/cli/src/main.ts', import.meta.url))

const closing: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

function folder() {
  const data = dataFolder()
  closing.push(() => data.remove())
  return data
}

async function serve(data: ReturnType<typeof dataFolder>, ...options: string[]): Promise<Running<{ hsmPort: number }>> {
  const hsm = await startCommand<{ hsmPort: number }>(data, 'hsm', 'serve', '--port', '0', ...options)
  closing.push(() => hsm.stop())
  return hsm
}

function client(ports: readonly number[], tls?: ClientTls): PayShieldModule {
  const modules = ports.map((port) => ({ host: '127.0.0.1', port, ...(tls && { tls }) }))
  const remote = connectPayShield({ name: 'hsm', modules, connections: 2, timeout_ms: 20_000, reconnect_ms: 20 })
  closing.push(() => remote.close())
  return remote
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 2_000 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(condition()).toBe(true)
}

const value = async <T>(outcome: Promise<Result<T, unknown>>): Promise<T> => expectOk(await outcome, 'hsm')

/** Runs a command as a person does, with lines typed to it. */
const typed = (lines: readonly string[], args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    input: lines.map((line) => `${line}\n`).join(''),
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  })

interface Component {
  readonly hex: string
  readonly checkValue: string
}
const component = (): Component =>
  JSON.parse(typed([], ['hsm', 'component', '--algorithm', 'aes-256', '--json']).stdout) as Component

/** The ceremony of docs/how-to/hold-a-key-ceremony.md at one site. */
function ceremony(data: string, envelopes: readonly Component[], environment: NodeJS.ProcessEnv = {}) {
  const args = ['hsm', 'ceremony', '--custodian', 'Anna', 'Bert', '--use', 'zone-master', '--algorithm', 'aes-256']
  const lines = envelopes.flatMap(({ hex, checkValue }) => [hex.replace(/(.{4})/g, '$1 '), checkValue])
  return typed(lines, [...args, '--data', data, '--json'], environment)
}

describe('key ceremony', () => {
  it('gives two sites one zone key, over which they exchange a working key', async () => {
    const [ours, theirs] = [folder(), folder()]
    const envelopes = [component(), component()]
    const passphrase = { FIFTYFIVE_HSM_PASSPHRASE: 'four words and more of them' }
    const formed = [ceremony(ours.path, envelopes), ceremony(theirs.path, envelopes, passphrase)].map((run) => {
      expect(run.status).toBe(0)
      for (const { hex } of envelopes) expect(run.stdout + run.stderr).not.toContain(hex)
      return JSON.parse(run.stdout) as { readonly key: KeyBlock<'zone-master'>; readonly checkValue: string }
    })
    const [own, other] = formed as [(typeof formed)[0] & object, (typeof formed)[0] & object]
    expect(own.checkValue).toBe(other.checkValue)
    expect(own.checkValue).toMatch(/^[0-9A-F]{6}$/)
    // Each site has the key under its own master key.
    expect(own.key).not.toBe(other.key)
    const locked = ceremony(theirs.path, envelopes, { FIFTYFIVE_HSM_PASSPHRASE: 'wrong' })
    expect([locked.status, locked.stderr]).toEqual([1, expect.stringMatching(/stays down: .*wrong passphrase/)])
    const twice = ceremony(ours.path, [envelopes[0] as Component, envelopes[0] as Component])
    expect([twice.status, twice.stderr]).toEqual([1, expect.stringContaining('components that cancel each other out')])

    const left = client([(await serve(ours)).ports.hsmPort])
    await until(() => left.connectionsUp() === 2)
    const under = (key: KeyBlock<'zone-master'>) => `S${key}` as KeyBlock<'zone-master'>
    const pinKey = await value(left.generateKey({ use: 'pin', algorithm: 'tdes-2' }))
    const keyBlock = await value(left.exportKey({ key: pinKey.key, under: under(own.key) }))
    process.env['FIFTYFIVE_HSM_PASSPHRASE'] = passphrase.FIFTYFIVE_HSM_PASSPHRASE
    const right = client([(await serve(theirs)).ports.hsmPort])
    delete process.env['FIFTYFIVE_HSM_PASSPHRASE']
    await until(() => right.connectionsUp() === 2)
    const imported = await value(right.importKey({ use: 'pin', keyBlock, under: under(other.key) }))
    expect(imported.checkValue).toBe(pinKey.checkValue)
    // A zone key of another ceremony opens nothing of this one.
    const foreign = await right.importKey({ use: 'pin', keyBlock, under: under(own.key) })
    expect(foreign.ok ? 'imported' : foreign.error.reason).toBe('key-block-invalid')
  })

  it('takes nothing less than two custodians with a component each', () => {
    const data = folder()
    const [first] = [component()]
    const wrong = { ...first, checkValue: '000000' }
    expect(ceremony(data.path, [wrong, wrong, wrong])).toMatchObject({ status: 1, stdout: '' })
    expect(ceremony(data.path, [first])).toMatchObject({ status: 1, stdout: '' })
    // Two equal components would be a key of zeros.
    expect(ceremony(data.path, [first, first]).stdout).toBe('')
    expect(typed([], ['hsm', 'ceremony', '--custodian', 'Anna', '--data', data.path]).status).toBe(2)
    expect(typed([], ['hsm', 'ceremony', '--custodian', 'Anna', 'anna ', '--data', data.path]).status).toBe(2)
  })
})

describe('hsm serve', () => {
  it('answers over TCP, and its audit log verifies offline, also against a record noted before', async () => {
    const data = folder()
    const log = join(data.path, 'hsm', 'audit.log')
    const hsm = await serve(data)
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(hsm.ports.hsmPort, '127.0.0.1', () =>
        socket.write(Buffer.from('\x00\x060001NC', 'latin1')),
      )
      socket.on('data', (chunk) => {
        resolve(chunk.toString('latin1'))
        socket.end()
      })
    })
    expect(answer.slice(2)).toMatch(/^0001ND00[0-9A-F]{16}/)
    await hsm.stop()
    const before = readFileSync(log, 'utf8')
    await (await serve(data)).stop()
    const verified = await runCommand('hsm', 'audit', log, '--json')
    const { records, head } = JSON.parse(verified.out) as { records: number; head: string }
    const noted = `${records}:${head}`
    expect((await runCommand('hsm', 'audit', log)).out).toContain(`note ${noted}`)
    expect((await runCommand('hsm', 'audit', log, '--noted', noted)).code).toBe(0)
    writeFileSync(log, before)
    expect(await runCommand('hsm', 'audit', log, '--noted', noted)).toMatchObject({
      code: 1,
      out: expect.stringContaining('ends before the record that was noted'),
    })
    expect((await runCommand('hsm', 'audit', log, '--noted', 'yesterday')).code).toBe(2)
  })

  it('takes a decimalisation table under its master key, for offsets over host commands', async () => {
    const data = folder()
    expect(typed([], ['hsm', 'seal-table', '0000000000000001', '--data', data.path]).status).toBe(1)
    const table = typed([], ['hsm', 'seal-table', '8351296477461538', '--data', data.path]).stdout.trim()
    expect(table).toMatch(/^L[0-9A-F]{32}$/)
    const hsm = await serve(data, '--partition', 'issuer', '--authorised')
    const socket = connect(hsm.ports.hsmPort, '127.0.0.1')
    closing.push(() => void socket.destroy())
    const say = (body: string): Promise<string> =>
      new Promise((resolve) => {
        socket.once('data', (chunk) => resolve(chunk.toString('latin1').slice(6)))
        socket.write(Buffer.from(`${String.fromCharCode(0, 4 + body.length)}0001${body}`, 'latin1'))
      })
    const key = (await say('A00FFFS#V1T2C00E00')).slice(4, -6)
    const pin = (await say('JA12345678901206')).slice(4)
    expect(await say(`DE${key}${pin}06123456789012${table}1234567890N0`)).toMatch(/^DF00\d{6}FFFFFF$/)
    const changed = `${table.slice(0, -1)}${table.endsWith('0') ? '1' : '0'}`
    expect(await say(`DE${key}${pin}06123456789012${changed}1234567890N0`)).toBe('DF25')
  })

  it('speaks TLS with clients that it knows, and with nobody else', async () => {
    const data = folder()
    const authority = createAuthority('bank')
    const file = (name: string, text: string): string => {
      const path = join(data.path, name)
      writeFileSync(path, text)
      return path
    }
    const shown = authority.issue('hsm', { hosts: ['127.0.0.1'] })
    const hsm = await serve(
      data,
      '--tls-certificate',
      file('hsm.pem', shown.certificate),
      '--tls-key',
      file('hsm.key', shown.key),
      '--tls-client-authority',
      file('bank.pem', authority.certificate),
    )
    const known = client([hsm.ports.hsmPort], { authorities: authority.certificate, ...authority.issue('host') })
    const unknown = client([hsm.ports.hsmPort], { authorities: authority.certificate })
    const clear = client([hsm.ports.hsmPort])
    await until(() => known.connectionsUp() === 2)
    expect((await value(known.status())).productionReady).toBe(false)
    await until(() => [unknown, clear].every((remote) => remote.health()[0]?.trouble !== undefined))
    expect([unknown.connectionsUp(), clear.connectionsUp()]).toEqual([0, 0])
    expect((await runCommand('hsm', 'serve', '--tls-key', 'hsm.key')).code).toBe(2)
  })
})

describe('a list of modules', () => {
  it('goes on with the other when one is killed under load, and takes it back', async () => {
    const first = folder()
    await (await serve(first)).stop()
    const second = folder()
    cpSync(join(first.path, 'hsm'), join(second.path, 'hsm'), { recursive: true })
    const [left, right] = [await serve(first), await serve(second)]
    const remote = client([left.ports.hsmPort, right.ports.hsmPort])
    await until(() => remote.connectionsUp() === 4)
    const { key } = await value(remote.generateKey({ use: 'mac', algorithm: 'tdes-2' }))
    let answered = 0
    const stop = new AbortController()
    const refused: unknown[] = []
    const load = Array.from({ length: 8 }, async () => {
      for (let i = 0; !stop.signal.aborted; i++) {
        const made = await remote.generateMac({ key, algorithm: 'unionpay-ecb', data: Uint8Array.of(i & 255, i >> 8) })
        if (made.ok) answered += 1
        else refused.push(made.error)
      }
    })
    await until(() => answered > 500)
    await left.stop('SIGKILL')
    await until(() => remote.health()[0]?.connectionsUp === 0)
    const afterKill = answered
    await until(() => answered > afterKill + 500)
    expect(remote.health()).toMatchObject([
      { connectionsUp: 0, trouble: expect.stringMatching(/CLOSED|ECONN/) },
      { connectionsUp: 2 },
    ])
    // The lock of the killed process is taken over; on its port it is found again.
    await startCommand(first, 'hsm', 'serve', '--port', String(left.ports.hsmPort)).then((again) =>
      closing.push(() => again.stop()),
    )
    await until(() => remote.connectionsUp() === 4)
    stop.abort()
    await Promise.all(load)
    expect(refused).toEqual([])
    expect(remote.health().map(({ trouble }) => trouble)).toEqual([undefined, undefined])
    rmSync(join(second.path, 'processes.log'), { force: true })
  })
})
