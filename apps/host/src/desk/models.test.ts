import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Confirmed, learn, MODEL, type Model, withLearnt } from '@fiftyfive/diagnosis'
import { Turns } from '@fiftyfive/kernel'
import { openAccountStore } from '@fiftyfive/store/sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AccountPorts } from '../accounts/ports.ts'
import { openSealing } from '../accounts/sealing.ts'
import { APPROVAL_MS } from '../actions/approval.ts'
import { Models } from './models.ts'

const confirmed: Confirmed = { subject: 'attempt', cause: 'input-layer', evidence: ['code.wrong-pin', 'time.fast'] }
const proposal = learn(
  MODEL,
  Array.from({ length: 5 }, () => confirmed),
).model
const LEARNT = proposal.version
const person = (actor: string) => ({ actor, address: '10.0.0.1' })
const approve = { decision: 'approve', note: '', permissions: ['causes.confirm'] } as const

let directory: string
let now: number
let ports: AccountPorts
let models: Models
/** What judged, in this order, since the last start. */
let used: Model[]

function start(given?: Model): void {
  used = []
  ports = {
    store: openAccountStore(join(directory, 'accounts.db')),
    clock: { now: () => now },
    sealing: openSealing(join(directory, 'accounts.key')),
    secondFactorRequired: false,
    lent: [],
    turns: new Turns(),
  }
  models = new Models(ports, given, (model) => void used.push(model))
}
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fiftyfive-models-'))
  now = 1_790_000_000_000
  start()
})
afterEach(async () => {
  await ports.store.close()
  rmSync(directory, { recursive: true, force: true })
})

async function asked(version = LEARNT): Promise<string> {
  const request = await models.ask(person('zhou'), { version, reason: 'the keypads of last week' }, proposal)
  if (!request.ok) throw new Error(request.error.detail)
  return request.value.id
}

it('lets what two people agreed to judge, at once and after a restart, and goes back the same way', async () => {
  const id = await asked()
  expect(models.request()).toMatchObject({ version: LEARNT, state: 'waiting', askedBy: 'zhou' })
  expect(await models.decide(person('zhou'), id, approve)).toMatchObject({ error: { code: 'FF_SECOND_PERSON' } })
  const reader = { ...approve, permissions: ['incidents.read'] }
  expect(await models.decide(person('li.na'), id, reader)).toMatchObject({ error: { code: 'FF_FORBIDDEN' } })
  expect(used).toEqual([])
  expect(await models.decide(person('li.qing'), id, approve)).toMatchObject({ ok: true })
  expect(used).toEqual([withLearnt(MODEL, proposal)])
  expect(models.running.version).toBe(LEARNT)
  expect(await models.decide(person('li.qing'), id, approve)).toMatchObject({ error: { code: 'FF_CONFLICT' } })

  await ports.store.close()
  now += 1_000
  start()
  expect(used.map(({ version }) => version)).toEqual([LEARNT])
  await models.decide(person('li.qing'), await asked(MODEL.version), approve)
  expect(models.running).toBe(MODEL)
  const lines = await ports.store.audit({ limit: 10 })
  expect(lines.map(({ type, actor, subject }) => [type, actor, subject])).toEqual([
    ['approval-given', 'li.qing', MODEL.version],
    ['approval-asked', 'zhou', MODEL.version],
    ['approval-given', 'li.qing', LEARNT],
    ['approval-asked', 'zhou', LEARNT],
  ])
})

it('takes what was reviewed, once, in time: nothing else, and nothing of another model', async () => {
  expect(await models.ask(person('zhou'), { version: 'x', reason: 'why' }, proposal)).toMatchObject({ ok: false })
  expect(await models.ask(person('zhou'), { version: LEARNT, reason: 'why' }, undefined)).toMatchObject({ ok: false })
  const late = await asked()
  await expect(asked()).rejects.toThrow('waits')
  now += APPROVAL_MS
  expect(await models.decide(person('li.qing'), late, approve)).toMatchObject({ error: { code: 'FF_CONFLICT' } })
  expect(models.request()).toMatchObject({ state: 'expired' })
  const refused = await asked()
  await models.decide(person('li.qing'), refused, { ...approve, decision: 'refuse', note: 'too few' })
  expect(models.request()).toMatchObject({ state: 'refused', note: 'too few' })
  const older = { kind: 'model', id: 'current', body: { ...proposal, base: 'expert-1' } } as const
  await ports.store.commit(now, [], [older])
  await ports.store.close()
  start()
  expect([used, models.running]).toEqual([[], MODEL])
})

it('leaves it to the file that the host was started with', async () => {
  await models.decide(person('li.qing'), await asked(), approve)
  await ports.store.close()
  start({ ...MODEL, version: 'from a file' })
  expect([used, models.canTake, models.running.version]).toEqual([[], false, 'from a file'])
  await expect(asked(MODEL.version)).rejects.toThrow('model file')
})
