import type { AcquirerStore } from '@fiftyfive/acquiring'
import type { PlaceKind } from '@fiftyfive/contract'
import { type Clock, ok } from '@fiftyfive/kernel'
import type { FleetEventLog, IncidentLog, ObservationFigures, ObservationLog } from '@fiftyfive/store/sqlite'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import { effectsOf } from '../insight/effects.ts'
import { placeDetail, placeLines } from '../insight/place.ts'
import { allKeys, terminalSetup } from '../insight/terminal-setup.ts'
import type { StoredAttempt } from '../observations/watch.ts'
import { summaryOf } from './attempts-api.ts'
import { isOwn } from './own-shops.ts'
import { serve } from './serve.ts'

export interface PlacesApiPorts {
  readonly log: ObservationLog
  readonly figures: ObservationFigures
  readonly events: FleetEventLog
  readonly incidents: IncidentLog
  readonly store: AcquirerStore
  readonly links: readonly string[]
  readonly clock: Clock
}

/** Terminals, merchants, issuers and cards as their attempts show them; keys and set-up; what it all costs. */
export function placesApi(server: FastifyInstance, ports: PlacesApiPorts): void {
  const { log, figures, store, clock } = ports
  const named = async () => {
    const names = new Map((await store.merchants()).map(({ id, name }) => [id, name]))
    return {
      ...ports,
      summaryOf,
      nameOf: (merchant: string) => names.get(merchant) ?? { en: merchant, 'zh-CN': merchant },
    }
  }
  const detailOf = async (kind: PlaceKind, value: string) => {
    const detail = placeDetail(kind, value, await named(), clock.now())
    return detail ? ok(detail) : refuse('FF_NOT_FOUND')
  }
  serve(server, 'listPlaces', async ({ params }) => ok({ items: placeLines(params.kind, await named(), clock.now()) }))
  serve(server, 'place', ({ params }) => detailOf(params.kind, params.value))
  serve(server, 'terminal', async ({ params }) => {
    const terminal = await store.terminal(params.id)
    if (!terminal) return refuse('FF_NOT_FOUND')
    const [row] = log.list({ terminal: params.id, limit: 1 })
    const last = row && (JSON.parse(row.body) as StoredAttempt).attempt
    return ok(terminalSetup(terminal, last, figures, clock.now()))
  })
  serve(server, 'listKeys', async () => ok({ items: await allKeys(store, ports.links) }))
  serve(server, 'effects', async ({ query }) => ok(effectsOf(await named(), lastPeriod(query.days, clock.now()))))

  serve(server, 'ownShops', async ({ request }) => {
    const lines = placeLines('merchant', await named(), clock.now())
    return ok({ items: lines.filter(({ value }) => isOwn(request, value)) })
  })
  serve(server, 'ownShop', ({ params, request }) =>
    isOwn(request, params.merchant) ? detailOf('merchant', params.merchant) : Promise.resolve(refuse('FF_NOT_FOUND')),
  )
  serve(server, 'ownShopReport', async ({ params, query, request }) =>
    isOwn(request, params.merchant)
      ? ok(effectsOf(await named(), lastPeriod(query.days, clock.now()), params.merchant))
      : refuse('FF_NOT_FOUND'),
  )
}

const lastPeriod = (days: number, now: number) => ({ from: now + 1 - days * 86_400_000, until: now + 1 })
