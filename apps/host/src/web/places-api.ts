import type { AcquirerStore } from '@fiftyfive/acquiring'
import type { PlaceKind } from '@fiftyfive/contract'
import { type Clock, ok } from '@fiftyfive/kernel'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import { allKeys, terminalSetup } from '../insight/terminal-setup.ts'
import type { Reading } from '../reading/reading.ts'
import { signedIn } from './guard.ts'
import { merchantNames } from './insight-api.ts'
import { isOwn } from './own-shops.ts'
import { serve } from './serve.ts'

export interface PlacesApiPorts {
  readonly reading: Reading
  readonly store: AcquirerStore
  readonly links: readonly string[]
  readonly clock: Clock
}

/** Terminals, merchants, issuers and cards as their attempts show them; keys and set-up; what it all costs. */
export function placesApi(server: FastifyInstance, ports: PlacesApiPorts): void {
  const { reading, store, clock } = ports
  const names = () => merchantNames(store)
  const detailOf = async (kind: PlaceKind, value: string) => {
    const detail = await reading.ask('place', kind, value, clock.now(), await names())
    return detail.sums.attempts > 0 || (await isKnown(kind, value)) ? ok(detail) : refuse('FF_NOT_FOUND')
  }
  /** What is silent for a week is still there to be looked at; of a card nothing is known but its attempts. */
  const isKnown = async (kind: PlaceKind, value: string): Promise<boolean> =>
    ({
      terminal: async () => (await store.terminal(value)) !== undefined,
      merchant: async () => (await store.merchant(value)) !== undefined,
      issuer: () => Promise.resolve(ports.links.includes(value)),
      card: () => Promise.resolve(false),
    })[kind]()
  const linesOf = async (kind: PlaceKind) => reading.ask('places', kind, clock.now(), await names())
  serve(server, 'listPlaces', async ({ params }) => ok({ items: await linesOf(params.kind) }))
  serve(server, 'place', ({ params }) => detailOf(params.kind, params.value))
  serve(server, 'terminal', async ({ params }) => {
    const terminal = await store.terminal(params.id)
    if (!terminal) return refuse('FF_NOT_FOUND')
    return ok(terminalSetup(terminal, await reading.ask('terminal', params.id, clock.now())))
  })
  serve(server, 'listKeys', async () => ok({ items: await allKeys(store, ports.links) }))
  serve(server, 'effects', async ({ query }) =>
    ok(await reading.ask('effects', lastPeriod(query.days, clock.now()), await names())),
  )

  serve(server, 'ownShops', async ({ request }) => {
    const lines = await linesOf('merchant')
    const { merchants } = signedIn(request).account
    const known = await Promise.all(merchants.map(async (merchant) => store.merchant(merchant)))
    // A shop that sold nothing for a week is still its owner's.
    return ok({
      items: known.flatMap((shop) =>
        shop ? [lines.find(({ value }) => value === shop.id) ?? { value: shop.id, name: shop.name, ...NOTHING }] : [],
      ),
    })
  })
  serve(server, 'ownShop', async ({ params, request }) => {
    if (!isOwn(request, params.merchant)) return refuse('FF_NOT_FOUND')
    const detail = await reading.ask('place', 'merchant', params.merchant, clock.now(), await names())
    // An incident, and what is usual elsewhere, tell of other people's shops.
    return ok({ ...detail, fleet: { attempts: 0, refused: 0 }, incidents: [] })
  })
  serve(server, 'ownShopReport', async ({ params, query, request }) =>
    isOwn(request, params.merchant)
      ? ok(await reading.ask('effects', lastPeriod(query.days, clock.now()), await names(), params.merchant))
      : refuse('FF_NOT_FOUND'),
  )
}

const NOTHING = {
  attempts: 0,
  refused: 0,
  approved: 0,
  rescued: 0,
  triesSpent: 0,
  triesBurnt: 0,
  approved_minor: 0,
  lastAt: 0,
} as const

const lastPeriod = (days: number, now: number) => ({ from: now + 1 - days * 86_400_000, until: now + 1 })
