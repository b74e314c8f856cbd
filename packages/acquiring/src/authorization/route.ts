import { err, ok, type Pan, type Result } from '@fiftyfive/kernel'
import type { AcquirerPorts, IssuerLink } from '../ports.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { Recorded, Routed } from './known.ts'

/** Finds the way to the card's issuer, before its PIN is touched. */
export function route(ports: AcquirerPorts, known: Recorded): Result<Routed, Refusal> {
  const link = linkFor(ports.links, known.request.pan)
  if (!link) return err(refuse('FF_ROUTE_UNKNOWN', `no issuer for ${known.observation.range}`))
  known.observation.link = link.name
  known.observation.timeline.push({ at: ports.clock.now(), step: 'route', detail: link.name })
  if (!link.up()) {
    known.observation.issuerLink = 'down'
    return err(refuse('FF_LINK_DOWN', link.name))
  }
  return ok({ ...known, link })
}

/** The link that names the longest prefix of the card number. */
export function linkFor(links: readonly IssuerLink[], pan: Pan): IssuerLink | undefined {
  const digits = pan.reveal()
  let best: { link: IssuerLink; length: number } | undefined
  for (const link of links) {
    for (const range of link.ranges) {
      if (digits.startsWith(range) && range.length > (best?.length ?? -1)) best = { link, length: range.length }
    }
  }
  return best?.link
}
