import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  API,
  type AuditLine,
  type OpenSession,
  permissionsOf,
  ROLES,
  type Role,
  type SessionView,
} from '@fiftyfive/contract'
import { ok, Turns } from '@fiftyfive/kernel'
import { openAccountStore, verifyJournal } from '@fiftyfive/store/sqlite'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Account } from '../accounts/account.ts'
import { lentAccounts } from '../accounts/lent.ts'
import { firstInvitation } from '../accounts/invitations.ts'
import { codeAt } from '../accounts/one-time-password.ts'
import { Challenges } from '../accounts/passkeys.ts'
import type { AccountPorts } from '../accounts/ports.ts'
import { openSealing } from '../accounts/sealing.ts'
import { accountsApi } from './accounts-api.ts'
import { guard } from './guard.ts'
import { idempotency } from './idempotency.ts'
import { serve } from './serve.ts'
import { webServer } from './server.ts'
import { sessionApi } from './session-api.ts'

const PASSWORD = 'lantern orbit mossy 41'
const MINUTE = 60_000
/** The one merchant there is. */
const SHOP = '898310154110001'

let directory: string
let now: number
let ports: AccountPorts
let server: FastifyInstance

async function start(options: { secondFactorRequired?: boolean; lent?: readonly Account[] } = {}): Promise<void> {
  ports = {
    store: openAccountStore(join(directory, 'accounts.db')),
    clock: { now: () => now },
    sealing: openSealing(join(directory, 'accounts.key')),
    secondFactorRequired: options.secondFactorRequired ?? false,
    lent: options.lent ?? [],
    turns: new Turns(),
  }
  server = await webServer({}, pino({ enabled: false }), { checksAnswers: true })
  await guard(server, ports)
  idempotency(server, ports)
  const challenges = new Challenges()
  sessionApi(server, ports, challenges)
  accountsApi(server, ports, challenges, (id) => Promise.resolve(id === SHOP))
  serve(server, 'listAttempts', () => ok({ items: [] }))
}
const stop = async () => {
  await server.close()
  await ports.store.close()
}
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-accounts-'))
  now = 1_790_000_000_000
  await start()
})
afterEach(async () => {
  await stop()
  rmSync(directory, { recursive: true, force: true })
})

const present = (headers: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined))

/** One browser: keeps its cookie and says where its requests come from. */
class Browser {
  cookie = ''
  address = '10.0.0.1'

  async ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    headers: Record<string, string | undefined> = {},
  ) {
    const options: InjectOptions = {
      method,
      url,
      remoteAddress: this.address,
      headers: present({ 'sec-fetch-site': 'same-origin', cookie: this.cookie, ...headers }),
      ...(payload ? { payload } : {}),
    }
    const response = await server.inject(options)
    const set = response.cookies.find(({ name }) => name === 'fiftyfive-session')
    if (set) this.cookie = set.value === '' ? '' : `fiftyfive-session=${set.value}`
    return { status: response.statusCode, body: response.json(), set }
  }
  signIn(name: string, password = PASSWORD, oneTimePassword?: string) {
    return this.ask('POST', API.session, { name, password, ...(oneTimePassword ? { oneTimePassword } : {}) })
  }
}

async function firstAdministrator(): Promise<Browser> {
  const browser = new Browser()
  const code = await firstInvitation(ports)
  const accepted = await browser.ask('POST', API.invitations, { code, name: 'chen.jing', password: PASSWORD })
  expect(accepted.status).toBe(200)
  return browser
}

async function colleague(admin: Browser, name: string, roles: readonly Role[]): Promise<Browser> {
  const invited = await admin.ask('POST', API.accounts, { name, displayName: name, roles })
  expect(invited.status).toBe(201)
  const browser = new Browser()
  expect(await browser.ask('POST', API.invitations, { code: invited.body.code, password: PASSWORD })).toMatchObject({
    status: 200,
  })
  return browser
}

describe('the first administrator', () => {
  it('comes in by a link that is good once, and there is no default password', async () => {
    const code = await firstInvitation(ports)
    const browser = new Browser()
    expect(await browser.ask('GET', API.invitation(code ?? ''))).toMatchObject({ status: 200, body: { name: 'admin' } })
    expect((await browser.signIn('admin', '')).status).toBe(401)
    const weak = await browser.ask('POST', API.invitations, { code, password: 'password1234' })
    expect(weak).toMatchObject({ status: 422, body: { error: { code: 'FF_PASSWORD', message: 'guessable' } } })
    const accepted = await browser.ask('POST', API.invitations, { code, name: 'chen.jing', password: PASSWORD })
    expect(accepted.body.session.roles).toEqual(['admin', 'engineer'])
    expect((await new Browser().ask('POST', API.invitations, { code, password: PASSWORD })).status).toBe(403)
    expect(await firstInvitation(ports)).toBeUndefined()
  })

  it('a restart gives a new link and makes the old one worthless until one is used', async () => {
    const old = await firstInvitation(ports)
    const code = await firstInvitation(ports)
    expect(code).not.toBe(old)
    expect((await new Browser().ask('POST', API.invitations, { code: old, password: PASSWORD })).status).toBe(403)
    expect((await new Browser().ask('POST', API.invitations, { code, password: PASSWORD })).status).toBe(200)
  })

  it('an invitation expires', async () => {
    const code = await firstInvitation(ports)
    now += 73 * 60 * MINUTE
    expect((await new Browser().ask('POST', API.invitations, { code, password: PASSWORD })).status).toBe(403)
  })
})

describe('signing in', () => {
  it('rotates the session, whatever cookie was planted before (abuse 31)', async () => {
    await firstAdministrator()
    const browser = new Browser()
    browser.cookie = 'fiftyfive-session=planted'
    const answer = await browser.signIn('chen.jing')
    expect(answer.set).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
    const first = browser.cookie
    await browser.signIn('chen.jing')
    expect(browser.cookie).not.toBe(first)
    const old = new Browser()
    old.cookie = first
    expect((await old.ask('GET', API.session)).status).toBe(401)
  })

  it('locks a name at ten wrong passwords for half an hour, whether it exists or not (abuse 30)', async () => {
    await firstAdministrator()
    const refusals = []
    for (const name of ['chen.jing', 'nobody']) {
      for (let i = 0; i < 10; i++) {
        const thief = new Browser()
        thief.address = `10.1.${name.length}.${i}`
        refusals.push((await thief.signIn(name, `wrong number ${i}`)).body.error)
      }
    }
    expect(new Set(refusals.map((error) => JSON.stringify(error))).size).toBe(1)
    expect((await new Browser().signIn('chen.jing')).status).toBe(401)
    now += 29 * MINUTE
    expect((await new Browser().signIn('chen.jing')).status).toBe(401)
    now += 2 * MINUTE
    expect((await new Browser().signIn('chen.jing')).status).toBe(200)
  })

  it('counts guesses that come at once', async () => {
    await firstAdministrator()
    await Promise.all(
      Array.from({ length: 12 }, (_, i) => {
        const thief = new Browser()
        thief.address = `10.2.0.${i}`
        return thief.signIn('chen.jing', `wrong number ${i}`)
      }),
    )
    expect((await new Browser().signIn('chen.jing')).status).toBe(401)
  })

  it('limits an address that tries many names', async () => {
    const thief = new Browser()
    const answers = []
    for (let i = 0; i < 31; i++) answers.push((await thief.signIn(`name${i}`, 'x')).status)
    expect(answers.filter((status) => status === 429)).toHaveLength(1)
  })

  it('wants the code of an enrolled authenticator, once each', async () => {
    const admin = await firstAdministrator()
    const { secret } = (await admin.ask('POST', API.ownOneTimePassword)).body
    const code = () => codeAt(secret, Math.floor(now / 30_000))
    expect((await admin.ask('PUT', API.ownOneTimePassword, { oneTimePassword: '000000' })).status).toBe(401)
    expect((await admin.ask('PUT', API.ownOneTimePassword, { oneTimePassword: code() })).status).toBe(200)
    now += MINUTE
    const browser = new Browser()
    expect((await browser.signIn('chen.jing')).body).toEqual({ step: 'one-time-password' })
    expect(browser.cookie).toBe('')
    const used = code()
    expect((await browser.signIn('chen.jing', PASSWORD, used)).body.session.secondFactor).toBe('one-time-password')
    expect((await new Browser().signIn('chen.jing', PASSWORD, used)).status).toBe(401)
    expect(readFileSync(join(directory, 'accounts.db')).includes(secret)).toBe(false)
  })

  it('ends a session that was idle for a quarter of an hour, and every one after a shift', async () => {
    const admin = await firstAdministrator()
    now += 14 * MINUTE
    expect((await admin.ask('GET', API.session)).status).toBe(200)
    now += 16 * MINUTE
    expect((await admin.ask('GET', API.session)).status).toBe(401)
    await admin.signIn('chen.jing')
    for (let minute = 0; minute < 12 * 60; minute += 14) {
      now += 14 * MINUTE
      await admin.ask('GET', API.session)
    }
    expect((await admin.ask('GET', API.session)).status).toBe(401)
  })

  it('lists where one is signed in, and ends the others: one’s own alone', async () => {
    const admin = await firstAdministrator()
    const elsewhere = new Browser()
    elsewhere.address = '10.0.0.2'
    await elsewhere.signIn('chen.jing')
    const support = await colleague(admin, 'li.na', ['support'])
    const { items } = (await admin.ask('GET', API.ownSessions)).body as { items: OpenSession[] }
    const isCurrent = Object.fromEntries(items.map(({ address, current }) => [address, current]))
    expect(isCurrent).toEqual({ '10.0.0.1': true, '10.0.0.2': false })
    const other = API.ownSession(items.find(({ current }) => !current)?.id ?? '')
    expect((await support.ask('DELETE', other)).status).toBe(404)
    expect((await elsewhere.ask('GET', API.session)).status).toBe(200)
    expect((await admin.ask('DELETE', other)).status).toBe(200)
    expect((await elsewhere.ask('GET', API.session)).status).toBe(401)
    expect((await admin.ask('GET', API.session)).status).toBe(200)
  })

  it('survives a restart of the host, and signing out does not', async () => {
    const admin = await firstAdministrator()
    await stop()
    await start()
    expect((await admin.ask('GET', API.session)).status).toBe(200)
    const { cookie } = admin
    await admin.ask('DELETE', API.session)
    admin.cookie = cookie
    expect((await admin.ask('GET', API.session)).status).toBe(401)
  })
})

describe('rights', () => {
  it('each role gets exactly its own', async () => {
    const admin = await firstAdministrator()
    for (const role of ROLES) {
      const browser = await colleague(admin, `a-${role}`, [role])
      const session = (await browser.ask('GET', API.session)).body as SessionView
      expect(session.permissions).toEqual(permissionsOf([role]))
      const allowed = (permission: string) => (session.permissions as readonly string[]).includes(permission)
      const reads = [
        [API.attempts, 'attempts.read'],
        [API.accounts, 'accounts.manage'],
        [API.tokens, 'tokens.manage'],
        [API.audit, 'audit.read'],
      ] as const
      for (const [path, permission] of reads)
        expect([role, path, (await browser.ask('GET', path)).status]).toEqual([
          role,
          path,
          allowed(permission) ? 200 : 403,
        ])
    }
  })

  it('nobody raises their own, and the try is on record (abuse 34)', async () => {
    const admin = await firstAdministrator()
    const support = await colleague(admin, 'li.na', ['support'])
    const id = (await support.ask('GET', API.session)).body.account.id
    expect((await support.ask('PATCH', API.account(id), { roles: ['admin'] })).status).toBe(403)
    const own = (await admin.ask('GET', API.session)).body.account.id
    expect((await admin.ask('PATCH', API.account(own), { roles: ['admin', 'key-custodian'] })).status).toBe(403)
    const { items } = (await admin.ask('GET', `${API.audit}?type=forbidden`)).body as { items: AuditLine[] }
    expect(items[0]).toMatchObject({
      actor: 'li.na',
      subject: 'accounts.manage',
      detail: `PATCH ${API.account(':id')}`,
    })
  })

  it('a changed or disabled account is out at once, and the last administrator stays', async () => {
    const admin = await firstAdministrator()
    const second = await colleague(admin, 'zhao.lei', ['admin'])
    const support = await colleague(admin, 'li.na', ['support'])
    const id = (await support.ask('GET', API.session)).body.account.id
    expect((await admin.ask('PATCH', API.account(id), { state: 'disabled' })).status).toBe(200)
    expect((await support.ask('GET', API.session)).status).toBe(401)
    expect((await support.signIn('li.na')).status).toBe(401)
    const first = (await admin.ask('GET', API.session)).body.account.id
    expect((await second.ask('PATCH', API.account(first), { state: 'disabled' })).status).toBe(200)
    expect((await admin.ask('GET', API.session)).status).toBe(401)
  })

  it('gives nobody a shop that there is not', async () => {
    const admin = await firstAdministrator()
    const wanted = { name: 'wang', displayName: 'Wang', roles: ['merchant'], merchants: [SHOP, '898310154119999'] }
    expect(await admin.ask('POST', API.accounts, wanted)).toMatchObject({
      status: 422,
      body: { error: { code: 'FF_MERCHANT_UNKNOWN', message: '898310154119999' } },
    })
    const made = await admin.ask('POST', API.accounts, { ...wanted, merchants: [SHOP] })
    expect(made.status).toBe(201)
    const change = { merchants: ['898310154119999'] }
    expect((await admin.ask('PATCH', API.account(made.body.id), change)).status).toBe(422)
  })

  it('a dangerous action wants a fresh password', async () => {
    const admin = await firstAdministrator()
    now += 6 * MINUTE
    const wanted = { name: 'li.na', displayName: 'Li Na', roles: ['support'] }
    expect((await admin.ask('POST', API.accounts, wanted)).body.error.code).toBe('FF_CONFIRM')
    expect((await admin.ask('POST', API.confirm, { password: 'wrong' })).status).toBe(401)
    expect((await admin.ask('POST', API.confirm, { password: PASSWORD })).status).toBe(200)
    expect((await admin.ask('POST', API.accounts, wanted)).status).toBe(201)
  })

  it('a page of another site can change nothing (abuse 32)', async () => {
    const admin = await firstAdministrator()
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': undefined, origin: 'https://evil.example' },
      { 'sec-fetch-site': undefined },
    ]) {
      const answer = await admin.ask('DELETE', API.session, undefined, headers)
      expect(answer).toMatchObject({ status: 403, body: { error: { code: 'FF_OTHER_ORIGIN' } } })
    }
    expect((await admin.ask('GET', API.session)).status).toBe(200)
  })

  it('where a second factor is required, an account without one can only set it up', async () => {
    await stop()
    await start({ secondFactorRequired: true })
    const admin = await firstAdministrator()
    expect((await admin.ask('GET', API.accounts)).status).toBe(403)
    const { secret } = (await admin.ask('POST', API.ownOneTimePassword)).body
    await admin.ask('PUT', API.ownOneTimePassword, { oneTimePassword: codeAt(secret, Math.floor(now / 30_000)) })
    expect((await admin.ask('GET', API.accounts)).status).toBe(200)
  })

  it('a visitor exists only in the demonstration, reads and changes nothing', async () => {
    expect((await new Browser().ask('POST', API.visit, {})).status).toBe(404)
    await stop()
    await start({ lent: lentAccounts([]) })
    const visitor = new Browser()
    expect((await visitor.ask('POST', API.visit, {})).status).toBe(200)
    expect((await visitor.ask('GET', API.attempts)).status).toBe(200)
    expect((await visitor.ask('POST', API.accounts, {})).status).toBe(403)
    expect((await visitor.ask('PUT', API.ownPassword, { password: PASSWORD })).status).toBe(403)
  })

  it('lends roles in a demonstration alone: nobody makes such an account their own', async () => {
    await stop()
    await start({ lent: lentAccounts(['898310154110021']) })
    const engineer = new Browser()
    expect((await engineer.ask('POST', API.visit, { as: 'engineer' })).body.session).toMatchObject({
      roles: ['engineer'],
    })
    expect((await new Browser().ask('POST', API.visit, { as: 'admin' })).status).toBe(404)
    expect((await engineer.ask('PUT', API.ownPassword, { password: PASSWORD })).status).toBe(403)
    expect((await engineer.ask('POST', API.ownOneTimePassword)).status).toBe(403)
    expect((await engineer.ask('GET', API.attempts)).status).toBe(200)
    // The same data under a host that is no demonstration: the session is worth nothing.
    await stop()
    await start()
    expect((await engineer.ask('GET', API.attempts)).status).toBe(401)
  })

  it('a route that is not in the table, where it says who may use it, does not start', () => {
    expect(() => server.get('/api/test/open', () => ({ ok: true }))).toThrow('not in the table of routes')
  })
})

describe('tokens and the audit log', () => {
  it('a token has just its permissions, is kept as a hash, expires and can be revoked', async () => {
    const admin = await firstAdministrator()
    const made = (await admin.ask('POST', API.tokens, { label: 'till', permissions: ['attempts.read'], days: 1 })).body
    const program = (path: string) =>
      server
        .inject({ url: path, headers: { authorization: `Bearer ${made.token}` } })
        .then(({ statusCode }) => statusCode)
    expect(await program(API.attempts)).toBe(200)
    expect(await program(API.accounts)).toBe(403)
    expect(await program(API.session)).toBe(403)
    expect(JSON.stringify((await admin.ask('GET', API.tokens)).body)).not.toContain(made.token)
    await admin.ask('DELETE', API.token(made.record.id))
    expect(await program(API.attempts)).toBe(401)
    const second = (await admin.ask('POST', API.tokens, { label: 'till', permissions: ['attempts.read'], days: 1 }))
      .body
    now += 25 * 60 * MINUTE
    made.token = second.token
    expect(await program(API.attempts)).toBe(401)
  })

  it('tells who did what, can be searched, and an edited row is named (abuse 43)', async () => {
    const admin = await firstAdministrator()
    await colleague(admin, 'li.na', ['support'])
    await new Browser().signIn('li.na', 'wrong')
    const lines = (await admin.ask('GET', `${API.audit}?q=li.na`)).body.items as AuditLine[]
    expect(lines.map(({ type, actor }) => [type, actor])).toEqual([
      ['sign-in-refused', '-'],
      ['signed-in', 'li.na'],
      ['invitation-accepted', 'li.na'],
      ['account-created', 'chen.jing'],
    ])
    await ports.store.close()
    const path = join(directory, 'accounts.db')
    expect((await verifyJournal(path)).broken).toBeUndefined()
    const { DatabaseSync } = await import('node:sqlite')
    const database = new DatabaseSync(path)
    database.exec(
      `UPDATE journal SET body = replace(body, 'support', 'visitor') WHERE type = 'account-created' AND subject = 'li.na'`,
    )
    const { sequence } = database
      .prepare(`SELECT sequence FROM journal WHERE type = 'account-created' AND subject = 'li.na'`)
      .get() as { sequence: number }
    database.close()
    expect((await verifyJournal(path)).broken).toEqual({ sequence })
    await server.close()
    await start()
  })

  it('keeps no password, code or cookie in the clear', async () => {
    const admin = await firstAdministrator()
    const bytes = Buffer.concat(['accounts.db', 'accounts.db-wal'].map((name) => readFileSync(join(directory, name))))
    expect(bytes.includes(PASSWORD)).toBe(false)
    expect(bytes.includes(admin.cookie.replace('fiftyfive-session=', ''))).toBe(false)
  })
})
