import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Access,
  API,
  apiClient,
  ApiError,
  type Permission,
  isPermission,
  permissionsOf,
  ROLES,
  type Route,
  ROUTES,
} from '@fiftyfive/contract'
import { openApiDocument } from '@fiftyfive/contract/openapi'
import { SCHEMAS } from '@fiftyfive/contract/schemas'
import { ok, Turns } from '@fiftyfive/kernel'
import { openAccountStore } from '@fiftyfive/store/sqlite'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { Validator } from '@seriousme/openapi-schema-validator'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lentAccounts } from '../accounts/lent.ts'
import type { Account } from '../accounts/account.ts'
import { createToken } from '../accounts/api-tokens.ts'
import { Challenges } from '../accounts/passkeys.ts'
import { type AccountPorts, refuse, saved } from '../accounts/ports.ts'
import { openSealing } from '../accounts/sealing.ts'
import { kept, newSession } from '../accounts/sessions.ts'
import { accountsApi } from './accounts-api.ts'
import { descriptionApi } from './description-api.ts'
import { guard } from './guard.ts'
import { idempotency } from './idempotency.ts'
import { serve } from './serve.ts'
import { webServer } from './server.ts'

const NAMES = Object.keys(ROUTES) as (keyof typeof ROUTES)[]
const routes = NAMES.map((name): readonly [keyof typeof ROUTES, Route] => [name, ROUTES[name]])
const isMerchant = () => Promise.resolve(true)
const CALLER = { actor: 'test', address: '10.0.0.1', userAgent: 'test' }

let directory: string
let ports: AccountPorts
let server: FastifyInstance

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-routes-'))
  ports = {
    store: openAccountStore(join(directory, 'accounts.db')),
    clock: { now: () => 1_790_000_000_000 },
    sealing: openSealing(join(directory, 'accounts.key')),
    secondFactorRequired: false,
    lent: lentAccounts([]),
    turns: new Turns(),
  }
  server = await webServer({}, pino({ enabled: false }), { checksAnswers: true })
  await guard(server, ports)
  idempotency(server, ports)
})
afterEach(async () => {
  await server.close()
  await ports.store.close()
  rmSync(directory, { recursive: true, force: true })
})

/** A person who is signed in, made without the door's argon2id. */
async function cookieOf(roles: Account['roles']): Promise<string> {
  const id = `a-${roles.join('-')}`
  const account: Account = {
    id,
    name: id,
    displayName: id,
    roles,
    merchants: [],
    state: 'active',
    createdAt: 0,
    passkeys: [],
  }
  const { token, session } = newSession(account, CALLER, 'none', ports.clock.now())
  await ports.store.commit(0, [], [saved(account), kept(session)])
  return `fiftyfive-session=${token}`
}

let asked = 0
const ask = (route: Pick<Route, 'method' | 'path'>, headers: Record<string, string>, payload?: object) => {
  const url = route.path.replaceAll(/:\w+/g, 'x')
  // Another address each time: limits are not what is tested.
  const remoteAddress = `10.${asked >> 16}.${(asked >> 8) & 255}.${asked++ & 255}`
  const options: InjectOptions = { method: route.method, url, headers, remoteAddress, ...(payload ? { payload } : {}) }
  return server.inject(options)
}

const mayUse = (access: Access, permissions: readonly Permission[], person: boolean): boolean => {
  if (access === 'public') return true
  if (!isPermission(access)) return person
  return permissions.includes(access)
}

describe('every route', () => {
  it('is for the roles that have its permission and for nobody else, straight at the API', async () => {
    for (const name of NAMES) serve(server, name, () => refuse('FF_NOT_FOUND'))
    const wrong: string[] = []
    const expectAll = async (who: string, headers: Record<string, string>, allowed: (access: Access) => boolean) => {
      for (const [name, route] of routes) {
        const { statusCode } = await ask(route, { 'sec-fetch-site': 'same-origin', ...headers })
        // Whoever is let in gets as far as the validation (400) or the handler (404).
        const isIn = statusCode === 400 || statusCode === 404
        const isOut = statusCode === (headers['cookie'] || headers['authorization'] ? 403 : 401)
        if (allowed(route.access) ? !isIn : !isOut) wrong.push(`${who} ${name}: ${statusCode}`)
      }
    }
    for (const role of ROLES)
      await expectAll(role, { cookie: await cookieOf([role]) }, (access) => mayUse(access, permissionsOf([role]), true))
    const visitor = newSession({ id: 'visitor' } as Account, CALLER, 'none', ports.clock.now())
    await ports.store.commit(0, [], [kept(visitor.session)])
    await expectAll('visitor', { cookie: `fiftyfive-session=${visitor.token}` }, (access) =>
      ['own-account', 'somebody'].includes(access) ? false : mayUse(access, permissionsOf(['visitor']), true),
    )
    const lent = newSession({ id: 'demo-risk' } as Account, CALLER, 'none', ports.clock.now())
    await ports.store.commit(0, [], [kept(lent.session)])
    await expectAll('lent', { cookie: `fiftyfive-session=${lent.token}` }, (access) =>
      access === 'own-account' ? false : mayUse(access, permissionsOf(['risk']), true),
    )
    const permissions: Permission[] = ['attempts.read', 'audit.read']
    const { token } = await createToken(ports, CALLER, { label: 't', permissions, days: 1 })
    await expectAll('token', { authorization: `Bearer ${token}` }, (access) => mayUse(access, permissions, false))
    await expectAll('nobody', {}, (access) => access === 'public')
    expect(wrong).toEqual([])
  })

  it('is described: its operation, parameters, body, answer and error', () => {
    const { paths } = openApiDocument() as { paths: Record<string, Record<string, Record<string, unknown>>> }
    const described = Object.values(paths).flatMap((methods) => Object.values(methods))
    expect(new Set(described.map(({ operationId }) => operationId))).toEqual(new Set<unknown>(NAMES))
    expect(described).toHaveLength(NAMES.length)
    for (const [name, route] of routes) {
      const operation = paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()] as Record<
        string,
        unknown
      >
      const inPath = ((operation['parameters'] ?? []) as { in: string; name: string }[]).filter(
        (one) => one.in === 'path',
      )
      expect([name, inPath.map((one) => `:${one.name}`)]).toEqual([name, route.path.match(/:\w+/g) ?? []])
      expect([name, 'requestBody' in operation]).toEqual([name, 'body' in SCHEMAS[name]])
      expect(Object.keys(operation['responses'] as object)).toContain(String(route.status ?? 200))
    }
    expect(JSON.stringify(paths)).not.toContain('"$ref":"#/definitions')
  })

  it('is described validly: the schema of OpenAPI 3.1 itself finds nothing, and would', async () => {
    descriptionApi(server)
    const served = (await server.inject(API.openApi)).json() as Record<string, unknown>
    expect(await new Validator().validate(served)).toEqual({ valid: true })
    const { info: _info, ...lacking } = served
    expect(await new Validator().validate(lacking)).toMatchObject({ valid: false })
  })

  it('stands under /api with a path of its own', () => {
    const keys = routes.map(([, { method, path }]) => `${method} ${path}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(routes.filter(([, { path }]) => !path.startsWith('/api/'))).toEqual([])
  })

  it('that changes something can be repeated safely, or says why not', () => {
    const once = routes.filter(([, { method, repeat }]) => method === 'POST' && repeat === 'once').map(([name]) => name)
    // Coming in (an answer that is kept would be a session that is kept), one-time codes, and the demonstration.
    expect(once).toEqual([
      'signIn',
      'visit',
      'confirm',
      'passkeySignInOptions',
      'passkeySignIn',
      'acceptInvitation',
      'passkeyOptions',
      'activate',
      'demoTerminal',
      'demoTakeChip',
      'demoPayQr',
    ])
  })
})

describe('a repetition with the same Idempotency-Key', () => {
  const person = { name: 'li.na', displayName: 'Li Na', roles: ['support'] }
  const create = async (cookie: string, key: string, payload: object = person) => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'idempotency-key': key }
    const { statusCode, headers: got, json } = await ask(ROUTES.createAccount, headers, payload)
    return { status: statusCode, body: json(), replayed: got['idempotency-replayed'] === 'true' }
  }

  it('gets the first answer and does nothing again', async () => {
    accountsApi(server, ports, new Challenges(), isMerchant)
    const admin = await cookieOf(['admin'])
    const first = await create(admin, 'create-li-na')
    expect(first).toMatchObject({ status: 201, replayed: false })
    expect(await create(admin, 'create-li-na')).toEqual({ ...first, replayed: true })
    expect(ports.store.all<Account>('account').filter(({ name }) => name === 'li.na')).toHaveLength(1)
    const refused = { status: 422, body: { error: { code: 'FF_IDEMPOTENCY_KEY' } } }
    expect(await create(admin, 'create-li-na', { ...person, displayName: 'Li' })).toMatchObject(refused)
    expect(await create(admin, 'short')).toMatchObject({ status: 400 })
    expect(await create(admin, 'another-key')).toMatchObject({ status: 409, replayed: false })
  })

  it('is somebody else’s for another person, and tries again what was not allowed', async () => {
    accountsApi(server, ports, new Challenges(), isMerchant)
    expect((await create(await cookieOf(['support']), 'create-li-na')).status).toBe(403)
    expect((await create(await cookieOf(['admin']), 'create-li-na')).status).toBe(201)
  })

  it('is refused while the first one has no answer', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    serve(server, 'createAccount', async () => {
      await promise
      return ok({ id: '1', code: '2' })
    })
    const admin = await cookieOf(['admin'])
    const first = create(admin, 'create-li-na')
    await expect.poll(() => ports.store.all('answer')).toHaveLength(1)
    expect(await create(admin, 'create-li-na')).toMatchObject({
      status: 409,
      body: { error: { code: 'FF_IN_PROGRESS' } },
    })
    resolve()
    expect(await first).toMatchObject({ status: 201 })
  })

  it('is not told that nothing happened when the first one broke off', async () => {
    serve(server, 'createAccount', () => Promise.reject(new Error('in the middle')))
    const admin = await cookieOf(['admin'])
    expect((await create(admin, 'create-li-na')).status).toBe(503)
    expect((await create(admin, 'create-li-na')).body.error.code).toBe('FF_IN_PROGRESS')
  })

  it('finds no secret in the clear: the answer is kept sealed', async () => {
    accountsApi(server, ports, new Challenges(), isMerchant)
    const { body } = await create(await cookieOf(['admin']), 'create-li-na')
    expect(JSON.stringify(ports.store.all('answer'))).not.toContain(body.code)
  })
})

describe('the typed client', () => {
  it('calls by name, gives what the schema says, and refusals as errors with their code', async () => {
    accountsApi(server, ports, new Challenges(), isMerchant)
    descriptionApi(server)
    const origin = await server.listen({ port: 0, host: '127.0.0.1' })
    const permissions: Permission[] = ['audit.read', 'accounts.manage']
    const { token } = await createToken(ports, CALLER, { label: 'reporting', permissions, days: 1 })
    const client = apiClient({ origin, token })
    const page = await client.call('audit', { query: { limit: 1, type: 'token-created' } })
    expect(page.items[0]).toMatchObject({ subject: 'reporting' })
    const invited = await client.call(
      'createAccount',
      { body: { name: 'li.na', displayName: 'Li Na', roles: ['support'] } },
      { idempotencyKey: 'create-li-na' },
    )
    expect(invited.code).toMatch(/^[\w-]{32}$/)
    const refused = client.call('changeAccount', { params: { id: 'nobody/here' }, body: { state: 'disabled' } })
    await expect(refused).rejects.toMatchObject({ name: 'ApiError', status: 404, code: 'FF_NOT_FOUND' })
    await expect(client.call('listTokens', {})).rejects.toBeInstanceOf(ApiError)
    expect(await (await fetch(origin + API.openApi)).json()).toMatchObject({ openapi: '3.1.0' })
  })

  it('does what its how-to shows', async () => {
    serve(server, 'listAttempts', () => ok({ items: [] }))
    serve(server, 'incident', () => refuse('FF_NOT_FOUND'))
    const origin = await server.listen({ port: 0, host: '127.0.0.1' })
    const permissions: Permission[] = ['attempts.read', 'incidents.read']
    const { token } = await createToken(ports, CALLER, { label: 'how-to', permissions, days: 1 })
    const page = readFileSync(new URL('../../../../docs/how-to/use-the-api.md', import.meta.url), 'utf8')
    const code = stripTypeScriptTypes(/```ts\n(.*?)```/s.exec(page)?.[1] ?? '')
      .replace(/^import (\{.*?\}) from '@fiftyfive\/contract'/m, 'const $1 = contract')
      .replace('http://localhost:5555', origin)
    const said: unknown[] = []
    const run = new AsyncFunction('contract', 'process', 'console', code)
    await run({ apiClient, ApiError }, { env: { FIFTYFIVE_TOKEN: token } }, { log: (line: unknown) => said.push(line) })
    expect(said).toEqual(['no such incident'])
  })
})

const AsyncFunction = (async () => {}).constructor as new (
  ...text: string[]
) => (...given: unknown[]) => Promise<unknown>
