import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AcquirerPorts, nothingInFlight, type Terminal } from '@fiftyfive/acquiring'
import type { Attempt, CauseId, Incident } from '@fiftyfive/diagnosis'
import { Turns } from '@fiftyfive/kernel'
import {
  acquirerStore,
  incidentLog,
  observationLog,
  openAccountStore,
  openAcquirerDatabase,
} from '@fiftyfive/store/sqlite'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountPorts } from '../accounts/ports.ts'
import { openSealing } from '../accounts/sealing.ts'
import { Actions } from './actions.ts'
import { RecentHour } from './recent.ts'
import { StandingRestrictions } from './standing.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const TERMINAL = 'T0000001'
const ENGINEER = { actor: 'wu.min', address: '10.0.0.1' }
const CUSTODIAN = { actor: 'shi.yu', address: '10.0.0.2' }

let directory: string
let now: number
let accounts: AccountPorts
let database: ReturnType<typeof openAcquirerDatabase>
let acquirer: AcquirerPorts
let standing: StandingRestrictions
let actions: Actions
let told: string[]
let rolledBack: string[]

const clock = { now: () => now }

async function open(): Promise<void> {
  accounts = {
    store: openAccountStore(join(directory, 'accounts.db')),
    clock,
    sealing: openSealing(join(directory, 'accounts.key')),
    secondFactorRequired: false,
    lent: [],
    turns: new Turns(),
  }
  database = openAcquirerDatabase(join(directory, 'host.db'))
  const store = acquirerStore(database)
  // Of the acquirer's ports an action uses these three.
  acquirer = { clock, store, inFlight: nothingInFlight() } as unknown as AcquirerPorts
  standing = new StandingRestrictions(store)
  actions = new Actions({
    accounts,
    acquirer,
    standing,
    incidents: incidentLog(database),
    recent: new RecentHour(observationLog(database), now),
    logger: pino({ enabled: false }),
    tell: (event) => told.push(event),
    rollouts: {
      async takeBack(version) {
        rolledBack.push(version)
        return version === '2.1.0'
      },
      async resume(version) {
        rolledBack = rolledBack.filter((each) => each !== version)
      },
    },
  })
  await actions.reconcile()
}
const close = async () => {
  await accounts.store.close()
  await database.close()
}

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-actions-'))
  now = 1_790_000_000_000
  told = []
  rolledBack = []
  await open()
  const terminal = {
    id: TERMINAL,
    merchantId: '898310154110001',
    merchantName: { en: 'Shop', 'zh-CN': '店' },
    status: 'active',
    model: 'M1',
    softwareVersion: '1.0.0',
    batch: '000001',
  } as unknown as Terminal
  await acquirer.store.commit(now, [{ type: 'terminal-activated', code: 'ABCDEFGHJK', terminal }])
})
afterEach(async () => {
  await close()
  rmSync(directory, { recursive: true, force: true })
})

let counter = 0
/** Attempts at the terminal and, beside it, at others. */
function happen(count: number, refused: number, terminal = TERMINAL, also: Partial<Attempt> = {}, code = '55'): void {
  for (let index = 0; index < count; index++) {
    const attempt = {
      id: `${terminal}-000001-${String(++counter).padStart(6, '0')}`,
      at: now,
      terminal,
      merchant: '898310154110001',
      card: `card-${counter}`,
      range: '622588',
      entryMode: 'chip',
      pinPresent: true,
      forwarded: true,
      code: index < refused ? code : '00',
      ...also,
    } as const satisfies Attempt
    actions.observe(attempt)
  }
}

async function incident(cause: CauseId, change: Partial<Incident> = {}): Promise<Incident> {
  const found = {
    id: 'i-1',
    symptom: 'malformed-block',
    scope: [`terminal=${TERMINAL}`],
    since: now,
    foundAt: now,
    updatedAt: now,
    state: 'open',
    cause,
    confidence: 0.95,
    ranking: [{ cause, probability: 0.95 }],
    evidence: [],
    figures: {},
    ...change,
  } as unknown as Incident
  await incidentLog(database).put([{ id: found.id, found: now, state: found.state, body: JSON.stringify(found) }])
  return found
}

const start = async (action: 'pause-pin' | 'force-sign-on' | 'renew-keys', scope = `terminal=${TERMINAL}`) => {
  const started = await actions.start({ action, scope, reason: 'as a test' }, ENGINEER)
  if (!started.ok) throw new Error(started.error.code)
  return started.value
}
const demanded = async () => (await acquirer.store.terminal(TERMINAL))?.signedOff === 'demanded'

describe('by itself, the host', () => {
  it('demands a sign-on when it is sure that a key was lost, once, and says that the policy did', async () => {
    await actions.consider(await incident('sign-on-key-lost', { confidence: 0.7 }))
    expect(actions.list()).toEqual([])
    await actions.consider(await incident('sign-on-key-lost'))
    await actions.consider(await incident('sign-on-key-lost'))
    expect(actions.list()).toMatchObject([{ action: 'force-sign-on', askedBy: 'policy', incident: 'i-1' }])
    expect(await demanded()).toBe(true)
  })

  it('pauses nothing, and does nothing that the policy has set to ask', async () => {
    await actions.setPolicy(ENGINEER, 'force-sign-on', 'ask')
    await actions.consider(await incident('sign-on-key-lost'))
    await actions.consider(await incident('tamper', { id: 'i-2' }))
    expect(actions.list()).toEqual([])
  })
})

describe('an action ends', () => {
  it('when it does not help: the refusals go on while others sell as before', async () => {
    happen(30, 28)
    happen(200, 6, 'T0000002')
    now += 1
    const { id } = await start('force-sign-on')
    now += MINUTE
    happen(5, 5)
    await actions.tick()
    expect(actions.find(id)).toMatchObject({ state: 'running', effect: { judgement: 'too-early' } })
    happen(25, 24)
    happen(200, 6, 'T0000002')
    await actions.tick()
    expect(actions.find(id)).toMatchObject({
      state: 'ended',
      ended: { by: 'policy', why: 'did-not-help' },
      effect: { judgement: 'does-not-help', controlAfter: { attempts: 200, refused: 6 } },
    })
    expect(await demanded()).toBe(false)
  })

  it('and stays when it helps', async () => {
    happen(30, 28)
    happen(200, 6, 'T0000002')
    now += 1
    const { id } = await start('force-sign-on')
    happen(30, 1)
    happen(200, 6, 'T0000002')
    await actions.tick()
    const { state, effect } = actions.find(id) ?? {}
    expect([state, effect?.judgement]).toEqual(['running', 'helps'])
    expect(effect?.low).toBeGreaterThan(0.5)
  })

  it('when its time is up, and when its incident is over', async () => {
    const { id } = await start('pause-pin')
    expect(standing.list()).toMatchObject([{ id, kind: 'pause-pin', scope: { terminal: TERMINAL } }])
    now += 2 * HOUR
    await actions.tick()
    expect(actions.find(id)).toMatchObject({ ended: { why: 'lapsed' } })
    expect(standing.list()).toEqual([])
    await incident('dead-key')
    const wanted = { action: 'pause-pin', scope: `terminal=${TERMINAL}`, incident: 'i-1', reason: 'as a test' } as const
    await actions.start(wanted, ENGINEER)
    await incident('dead-key', { state: 'resolved' })
    await actions.tick()
    expect(actions.list()[0]).toMatchObject({ cause: 'dead-key', ended: { why: 'incident-over' } })
    expect(told).toEqual(['action.started', 'action.ended', 'action.started', 'action.ended'])
  })

  it('never with a restart: what ran stands again, and what was over does not', async () => {
    const { id } = await start('pause-pin')
    const orphan = { id: 'a-0-lost', kind: 'pause-pin', scope: { terminal: TERMINAL }, until: now + HOUR } as const
    await acquirer.store.commit(now, [{ type: 'restriction-lifted', id, by: 'crash' }])
    await accounts.store.commit(
      now,
      [],
      [{ kind: 'action', id: orphan.id, body: { ...actions.find(id), id: orphan.id, state: 'ended' } }],
    )
    await acquirer.store.commit(now, [{ type: 'restriction-placed', restriction: orphan, by: 'crash' }])
    await close()
    await open()
    expect(standing.list().map((each) => each.id)).toEqual([id])
  })
})

describe('four eyes', () => {
  it('keys wait for somebody else with the right, for four hours', async () => {
    const { id } = await start('renew-keys')
    const [approval] = actions.approvals()
    const decide = (caller: typeof ENGINEER, permissions: readonly string[]) =>
      actions.decide(approval?.id ?? '', { decision: 'approve', note: '', permissions }, caller)
    expect(await decide(ENGINEER, ['keys.change'])).toMatchObject({ error: { code: 'FF_SECOND_PERSON' } })
    expect(await decide(CUSTODIAN, ['actions.take'])).toMatchObject({ error: { code: 'FF_FORBIDDEN' } })
    expect(await demanded()).toBe(false)
    now += 5 * HOUR
    expect(await decide(CUSTODIAN, ['keys.change'])).toMatchObject({ error: { code: 'FF_CONFLICT' } })
    await actions.tick()
    expect(actions.find(id)).toMatchObject({ state: 'ended', ended: { why: 'lapsed' } })
    expect(actions.approvals()).toMatchObject([{ state: 'expired' }])
    await start('renew-keys')
    const again = actions.approvals().find(({ state }) => state === 'waiting')
    const word = { decision: 'approve', note: 'seen', permissions: ['keys.change'] } as const
    expect(await actions.decide(again?.id ?? '', word, CUSTODIAN)).toMatchObject({ value: { state: 'approved' } })
    expect(await demanded()).toBe(true)
  })

  it('reach beyond the limit is refused to everybody', async () => {
    for (let index = 0; index < 51; index++) happen(1, 0, `T1${String(index).padStart(6, '0')}`)
    const wide = await actions.start({ action: 'force-sign-on', scope: 'range=622588', reason: 'wide' }, ENGINEER)
    expect(wide).toMatchObject({ error: { code: 'FF_REACH', detail: expect.stringContaining('terminals 51 of 50') } })
    const many = await actions.preview('pause-pin', 'range=622588')
    expect(many).toMatchObject({ reach: { terminals: 51, cards: 51 }, secondPerson: true })
  })
})

describe('a release that is taken back', () => {
  const wanted = { action: 'halt-rollout', scope: 'version=2.1.0', reason: 'packs another format' } as const
  const updated = (count: number, refused: number, softwareVersion: string) =>
    happen(count, refused, 'T0000009', { softwareVersion }, '99')

  it('is asked of whoever brings software, when a second person agrees, and measured at its terminals', async () => {
    updated(12, 12, '2.1.0')
    happen(30, 1, 'T0000008')
    now += MINUTE
    const asked = await actions.start(wanted, ENGINEER)
    expect(asked).toMatchObject({ value: { state: 'waiting', terminals: ['T0000009'] } })
    expect(rolledBack).toEqual([])
    const [approval] = actions.approvals()
    expect(
      await actions.decide(
        approval?.id ?? '',
        { decision: 'approve', note: '', permissions: ['actions.take'] },
        CUSTODIAN,
      ),
    ).toMatchObject({
      ok: true,
    })
    expect(rolledBack).toEqual(['2.1.0'])
    now += MINUTE
    updated(15, 0, '2.0.3')
    happen(30, 1, 'T0000008')
    const [action] = actions.list()
    expect(action?.effect).toMatchObject({
      before: { attempts: 12, refused: 12 },
      after: { attempts: 15, refused: 0 },
      judgement: 'helps',
    })
  })

  it('does not come again because the time of the action is over; only a person lets it go on', async () => {
    const approved = async () => {
      await actions.start(wanted, ENGINEER)
      const waiting = actions.approvals().find(({ state }) => state === 'waiting')
      await actions.decide(
        waiting?.id ?? '',
        { decision: 'approve', note: '', permissions: ['actions.take'] },
        CUSTODIAN,
      )
    }
    updated(3, 3, '2.1.0')
    await approved()
    now += 25 * HOUR
    await actions.tick()
    expect(actions.list()[0]).toMatchObject({ ended: { why: 'lapsed' } })
    expect(rolledBack).toEqual(['2.1.0'])
    updated(3, 3, '2.1.0')
    await approved()
    await actions.undo(actions.list()[0]?.id ?? '', ENGINEER, '')
    expect(rolledBack).toEqual([])
  })

  it('is left to people where the scope names no version', async () => {
    happen(3, 3)
    expect(await actions.start({ ...wanted, scope: `terminal=${TERMINAL}` }, ENGINEER)).toMatchObject({
      ok: false,
      error: { code: 'FF_BY_HAND' },
    })
  })
})
