import { ok, type Result } from '@fiftyfive/kernel'
import type { Iso87Message } from '@fiftyfive/iso8583'
import type { ModuleRefusal } from '@fiftyfive/security'
import { raised } from '../exceptions.ts'
import type { ZoneKeyState, ZoneKeyVersion } from '../journal.ts'
import type { AcquirerPorts, IssuerLink } from '../ports.ts'
import { dateTimeFields } from '../time.ts'
import type { ZoneKeyRing } from './zone-key-ring.ts'

/** Network management code (DE 70): change of keys (ISO 8583:1987, annex A). */
const KEY_CHANGE = '101'

export interface ZoneKeyLimits {
  readonly age_ms: number
  /** PINs that one key enciphers. */
  readonly uses: number
}
const LIMITS: ZoneKeyLimits = { age_ms: 24 * 3_600_000, uses: 500_000 }

const PAUSE_MS = 60_000
const ATTEMPTS_UNTIL_OVERDUE = 20

/** What this process saw of a link's keys. */
export interface ZoneKeyUse {
  readonly uses: number
  /** The issuer could not read a PIN under them: ours and its own may differ. */
  readonly suspect: boolean
  readonly attempts: number
  readonly next_ms: number
}
const UNUSED: ZoneKeyUse = { uses: 0, suspect: false, attempts: 0, next_ms: 0 }

export function noteZoneKeyUse(ports: AcquirerPorts, link: string, seen: 'used' | 'suspect'): void {
  const before = ports.inFlight.zoneKeys.get(link) ?? UNUSED
  const after = seen === 'used' ? { ...before, uses: before.uses + 1 } : { ...before, suspect: true }
  ports.inFlight.zoneKeys.set(link, after)
}

/**
 * Changes the zone keys of every link where that is due: begun and not confirmed yet, too old, used too often, or at the
 * first sign that the issuer holds others. Links of other hosts that share the store learn of the change here, too.
 */
export async function keepZoneKeysFresh(ports: AcquirerPorts, limits: ZoneKeyLimits = LIMITS): Promise<void> {
  for (const link of ports.links) {
    const { ring } = link
    if (!ring?.master) continue
    const state = await ports.store.zoneKeys(link.name)
    ring.adopt(state)
    const use = ports.inFlight.zoneKeys.get(link.name) ?? UNUSED
    const now = ports.clock.now()
    const isEarly = now < use.next_ms && use.next_ms - now <= PAUSE_MS
    if (isEarly || !link.up() || !isDue(state, use, now, limits)) continue
    await ports.inFlight.keyChanges.take(`zone ${link.name}`, () => change(ports, link, ring))
  }
}

function isDue(state: ZoneKeyState | undefined, use: ZoneKeyUse, now: number, limits: ZoneKeyLimits): boolean {
  if (state?.pending || use.uses >= limits.uses) return true
  if (use.suspect && Math.abs(now - (state?.current.madeAt ?? 0)) > PAUSE_MS) return true
  // Of keys that were brought by hand nobody knows the age. A clock that was put back makes no key old.
  return state === undefined || now - state.current.madeAt > limits.age_ms
}

/**
 * One attempt. New keys are durable before they are offered, and the same ones are offered until they are confirmed: were
 * each offer of new ones, a lost confirmation could leave us on a key that the issuer replaced.
 */
async function change(ports: AcquirerPorts, link: IssuerLink, ring: ZoneKeyRing): Promise<void> {
  const before = await ports.store.zoneKeys(link.name)
  const offered = isOffered(before) ? ok(before) : await newKeys(ports, link, ring, before)
  const answer = offered.ok ? await offer(ports, link, ring, offered.value) : undefined
  if (!offered.ok || !isConfirmed(offered.value, answer)) return postpone(ports, link, answer?.[39] ?? '')
  const { pending, current } = offered.value
  const zone: ZoneKeyState = { link: link.name, current: pending, previous: current }
  const open = await ports.store.exception(exceptionId(link))
  await ports.store.commit(ports.clock.now(), [
    { type: 'zone-keys', reason: 'confirmed', zone },
    ...(open ? [{ type: 'exception-resolved' as const, id: open.id, by: 'key-exchange', note: '00' }] : []),
  ])
  ring.adopt(zone)
  ports.inFlight.zoneKeys.delete(link.name)
}

type Offered = ZoneKeyState & { readonly pending: ZoneKeyVersion }
const isOffered = (state: ZoneKeyState | undefined): state is Offered => state?.pending !== undefined

async function newKeys(
  ports: AcquirerPorts,
  link: IssuerLink,
  ring: ZoneKeyRing,
  before: ZoneKeyState | undefined,
): Promise<Result<Offered, ModuleRefusal>> {
  const pin = await ports.securityModule.generateKey({ use: 'pin', algorithm: 'tdes-2' })
  if (!pin.ok) return pin
  const mac = await ports.securityModule.generateKey({ use: 'mac', algorithm: 'tdes-2' })
  if (!mac.ok) return mac
  const now = ports.clock.now()
  const values = { pinCheckValue: pin.value.checkValue, macCheckValue: mac.value.checkValue }
  const pending = { pin: pin.value.key, mac: mac.value.key, ...values, madeAt: now }
  const current = before?.current ?? { ...ring.current, pinCheckValue: '', macCheckValue: '', madeAt: now }
  const { previous } = before ?? {}
  const zone = { link: link.name, current, pending, ...(previous ? { previous } : {}) }
  await ports.store.commit(now, [{ type: 'zone-keys', reason: 'offered', zone }])
  ring.adopt(zone)
  return ok(zone)
}

/** 0800 with both keys as key blocks under the zone master key (DE 48). */
async function offer(
  ports: AcquirerPorts,
  link: IssuerLink,
  { master }: ZoneKeyRing,
  { pending }: { readonly pending: ZoneKeyVersion },
): Promise<Iso87Message | undefined> {
  if (!master) return undefined
  const exported = (key: string) => ports.securityModule.exportKey({ key: key as typeof master, under: master })
  const pin = await exported(pending.pin)
  const mac = await exported(pending.mac)
  if (!pin.ok || !mac.ok) return undefined
  const text = `KEY${String(pin.value.length).padStart(3, '0')}${pin.value}${mac.value}`
  const times = dateTimeFields(ports.clock.now())
  const answer = await link.exchange({
    mti: '0800',
    ...times,
    11: ports.counters.nextTrace(),
    32: link.acquirerId,
    48: text,
    70: KEY_CHANGE,
  })
  return answer.ok ? answer.value : undefined
}

/** DE 48 of the answer holds the check values of what the issuer took in. */
const isConfirmed = ({ pending }: Offered, answer: Iso87Message | undefined): boolean =>
  answer?.[39] === '00' && answer[48] === `KCV${pending.pinCheckValue}${pending.macCheckValue}`

const exceptionId = ({ name }: IssuerLink): string => `zone-keys-overdue/${name}`

/** The keys in use go on serving. After so many attempts in vain people have to look at it. */
async function postpone(ports: AcquirerPorts, link: IssuerLink, code: string): Promise<void> {
  const use = ports.inFlight.zoneKeys.get(link.name) ?? UNUSED
  const attempts = use.attempts + 1
  ports.inFlight.zoneKeys.set(link.name, { ...use, attempts, next_ms: ports.clock.now() + PAUSE_MS })
  if (attempts !== ATTEMPTS_UNTIL_OVERDUE || (await ports.store.exception(exceptionId(link)))) return
  const about = { kind: 'zone-keys-overdue', subject: link.name, terminalId: '', detail: code } as const
  await ports.store.commit(ports.clock.now(), [raised(ports, about)])
}
