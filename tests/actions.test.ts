import { type ActionView, API, type AttemptSummary, type DemoCard, type Incident } from '@fiftyfive/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cards, enterPin, type Headless, headlessTerminal, present, triesLeft } from './end-to-end/support/headless.ts'
import { Person, startRealHost } from './support/host.ts'

/** Actions on a real host: what is started here is felt by real terminals over real sockets. */
let host: Awaited<ReturnType<typeof startRealHost>>
let engineer: Person
let risk: Person
let custodian: Person
let byId: Map<string, DemoCard>
let counter = 0

beforeAll(async () => {
  host = await startRealHost()
  byId = await cards(host.webPort)
  const admin = await Person.first(host.origin, host.setupCode ?? '')
  engineer = await admin.invite('wu.min', ['engineer'])
  risk = await admin.invite('he.ping', ['risk'])
  custodian = await admin.invite('shi.yu', ['key-custodian'])
})
afterAll(() => host?.close())

const card = (id: string): DemoCard => byId.get(id) as DemoCard
const newTill = (): Promise<Headless> => headlessTerminal({ ...host, directory: `${host.data}/till-${++counter}` })
const pay = async ({ terminal }: Headless, id = 'li-na') => {
  const { screen } = await present(terminal, card(id))
  return screen.name === 'enter-pin' ? (await enterPin(terminal, card(id).pin)).screen : screen
}
const start = (by: Person, action: string, scope: string, rest: object = {}) =>
  by.ask('POST', API.actions, { action, scope, reason: 'as a test', ...rest })
const attempts = async (terminal: string): Promise<AttemptSummary[]> =>
  (await engineer.ask('GET', `${API.attempts}?terminal=${terminal}`)).body.items
const checkValue = async (id: string): Promise<string> =>
  (await engineer.ask('GET', API.attempt(id))).body.attempt.pinKeyCheckValue
const codes = async (terminal: string) => (await attempts(terminal)).map(({ code }) => code).toReversed()

describe('an action', () => {
  it('forced sign-on: the till is told at its next payment, signs on and pays after all', async () => {
    const till = await newTill()
    expect((await pay(till)).name).toBe('approved')
    const scope = `terminal=${till.id}`
    const previewed = await engineer.ask('POST', API.actionPreview, { action: 'force-sign-on', scope })
    await expect.poll(() => codes(till.id)).toEqual(['00'])
    expect(previewed.body).toMatchObject({ reach: { terminals: 1 }, terminals: [till.id], secondPerson: false })
    const { status, body } = await start(engineer, 'force-sign-on', scope)
    expect([status, body.state]).toEqual([201, 'running'])
    // Asked again after the sign-on, with the card still in.
    expect(await pay(till)).toMatchObject({ name: 'enter-pin', notice: { family: 'our-fault' } })
    expect((await enterPin(till.terminal, card('li-na').pin)).screen.name).toBe('approved')
    await expect.poll(() => codes(till.id)).toEqual(['00', '77', '00'])
    const [after, , before] = await attempts(till.id)
    expect(await checkValue(after?.id ?? '')).not.toBe(await checkValue(before?.id ?? ''))
    expect((await start(engineer, 'force-sign-on', scope)).body.error.code).toBe('FF_CONFLICT')
    const undone = await engineer.ask('POST', API.actionUndo(body.id), { note: 'done its work' })
    expect(undone.body).toMatchObject({ state: 'ended', ended: { by: 'wu.min', why: 'undone' } })
    till.terminal.stop()
  })

  it('new keys: only when a key custodian approves, who is somebody else', async () => {
    const till = await newTill()
    const { body } = await start(engineer, 'renew-keys', `terminal=${till.id}`)
    expect(body).toMatchObject({ state: 'waiting', askedBy: 'wu.min' })
    expect((await pay(till)).name).toBe('approved')
    const [approval] = (await custodian.ask('GET', API.approvals)).body.items
    expect(approval).toMatchObject({ permission: 'keys.change', mayDecide: true, action: { id: body.id } })
    const approve = (by: Person) => by.ask('POST', API.approvalDecision(approval.id), { decision: 'approve' })
    expect((await approve(engineer)).status).toBe(403)
    expect((await approve(risk)).status).toBe(403)
    expect((await approve(custodian)).body).toMatchObject({ state: 'approved', decidedBy: 'shi.yu' })
    expect((await approve(custodian)).status).toBe(409)
    expect(await pay(till)).toMatchObject({ name: 'enter-pin' })
    expect((await enterPin(till.terminal, card('li-na').pin)).screen.name).toBe('approved')
    expect((await engineer.ask('GET', API.action(body.id))).body).toMatchObject({ approvedBy: 'shi.yu' })
    till.terminal.stop()
  })

  it('withdrawn before anybody approved it, can be approved no more', async () => {
    const till = await newTill()
    const { body } = await start(engineer, 'renew-keys', `terminal=${till.id}`)
    const waiting = (await custodian.ask('GET', API.approvals)).body.items.find(
      ({ action }: { action: ActionView }) => action.id === body.id,
    )
    await engineer.ask('POST', API.actionUndo(body.id), { note: 'the wrong till' })
    const late = await custodian.ask('POST', API.approvalDecision(waiting.id), { decision: 'approve' })
    expect([late.status, late.body.error.code]).toEqual([409, 'FF_CONFLICT'])
    expect((await engineer.ask('GET', API.action(body.id))).body).toMatchObject({ state: 'ended' })
    till.terminal.stop()
  })

  it('may not be taken by support, nor reach further than it may, nor where nothing can be done', async () => {
    const visitor = new Person(host.origin)
    await visitor.ask('POST', API.visit, {})
    expect((await start(visitor, 'force-sign-on', 'terminal=T0000001')).status).toBe(403)
    expect((await start(engineer, 'quarantine', 'range=622588')).body.error.code).toBe('FF_INPUT')
    expect((await start(engineer, 'pause-pin', 'region=pudong')).body.error.code).toBe('FF_INPUT')
    expect((await start(engineer, 'reroute', 'range=622588')).body.error.code).toBe('FF_BY_HAND')
  })

  it('holding a card: refused everywhere until it is undone, and the policy can forbid it', async () => {
    const till = await newTill()
    await pay(till)
    await expect.poll(() => attempts(till.id)).toHaveLength(1)
    const token = (await engineer.ask('GET', API.attempt((await attempts(till.id))[0]?.id ?? ''))).body.attempt.card
    const { body } = await start(risk, 'hold-card', `card=${token}`)
    expect(await pay(till)).toMatchObject({ name: 'refused' })
    await expect.poll(() => codes(till.id)).toEqual(['00', '62'])
    await expect
      .poll(async () => (await engineer.ask('GET', API.action(body.id))).body as ActionView)
      .toMatchObject({ stopped: 1 })
    expect((await risk.ask('PUT', API.actionPolicy('hold-card'), { policy: 'automatic' })).status).toBe(409)
    await risk.ask('PUT', API.actionPolicy('hold-card'), { policy: 'never' })
    await risk.ask('POST', API.actionUndo(body.id), {})
    expect((await pay(till)).name).toBe('approved')
    expect((await start(risk, 'hold-card', `card=${token}`)).status).toBe(403)
    till.terminal.stop()
  })
})

describe('an incident', () => {
  it('is found, acted on, measured, talked about, confirmed and closed', async () => {
    const till = await newTill()
    await till.faults.set('block-format', true)
    for (const id of ['li-na', 'wang-wei', 'short-of-money', 'locked', 'expired']) {
      // Asked for again after a sign-on, as nobody can know yet that it is not the keys.
      for (let { name } = await pay(till, id); name === 'enter-pin';)
        ({ name } = (await enterPin(till.terminal, card(id).pin)).screen)
    }
    const incidents = async () => (await engineer.ask('GET', API.incidents)).body.items as Incident[]
    await expect.poll(incidents, { timeout: 5_000 }).not.toEqual([])
    const [incident] = (await incidents()) as [Incident]
    const proposed = (await engineer.ask('GET', API.incidentProposals(incident.id))).body.items
    expect(proposed.map(({ action }: ActionView) => action)).toContain('pause-pin')

    const tries = await triesLeft(host.webPort, 'li-na')
    const { body } = await start(engineer, 'pause-pin', `terminal=${till.id}`, { incident: incident.id })
    const refused = await pay(till)
    expect(refused).toMatchObject({ name: 'refused', family: 'our-fault' })
    await expect.poll(async () => (await codes(till.id)).at(-1)).toBe('58')
    expect((refused as { offers?: readonly string[] }).offers).toContain('qr')
    expect(await triesLeft(host.webPort, 'li-na')).toBe(tries)
    const running = (await engineer.ask('GET', `${API.actions}?incident=${incident.id}`)).body.items[0]
    expect(running).toMatchObject({ id: body.id, state: 'running', effect: { judgement: 'too-early' } })
    expect(running.effect.before.refused).toBeGreaterThanOrEqual(5)
    await till.faults.set('block-format', false)
    await engineer.ask('POST', API.actionUndo(body.id), { note: 'mended' })
    expect((await pay(till)).name).toBe('approved')

    await engineer.ask('POST', API.incidentComments(incident.id), { text: 'Firmware built the wrong block.' })
    await risk.ask('PUT', API.incidentAssignee(incident.id), { assignee: 'wu.min' })
    expect((await risk.ask('PUT', API.incidentAssignee(incident.id), { assignee: 'nobody' })).status).toBe(404)
    await engineer.ask('PUT', API.incidentConfirmation(incident.id), { cause: 'block-format' })
    const closing = { cause: 'block-format', prevention: 'Formats are compared before a rollout.' }
    expect((await engineer.ask('PUT', API.incidentClosing(incident.id), closing)).body).toMatchObject({
      assignee: 'wu.min',
      comments: [{ by: 'wu.min' }],
      closing: { by: 'wu.min', cause: 'block-format' },
      confirmation: { cause: 'block-format', verdict: { model: expect.any(String) } },
    })
    const attempt = (await attempts(till.id)).find(({ code }) => code === '99')
    const confirmed = await engineer.ask('PUT', API.attemptConfirmation(attempt?.id ?? ''), { cause: 'block-format' })
    expect(confirmed.body.verdict.evidence).toContain('code.pin-format')
    expect((await engineer.ask('GET', API.confirmations)).body.items).toHaveLength(2)
    expect((await custodian.ask('PUT', API.attemptConfirmation('x'), { cause: 'slip' })).status).toBe(403)
    till.terminal.stop()
  })

  it('leaves on the audit log who did what', async () => {
    const { body } = await risk.ask('GET', `${API.audit}?limit=200`)
    const types = new Set(body.items.map(({ type }: { type: string }) => type))
    for (const type of [
      'action-taken',
      'action-ended',
      'approval-asked',
      'approval-given',
      'incident-closed',
      'cause-confirmed',
    ])
      expect(types).toContain(type)
  })
})
