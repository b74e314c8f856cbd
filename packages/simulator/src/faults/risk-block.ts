import type { FaultModule } from './fault.ts'
import { rangeFor } from './issuer-data.ts'

/** A bank's new risk rule blocks cards for a day that were used twice in two days; `strength`: share of those. */
export const riskBlock: FaultModule = {
  name: 'risk-block',
  cause: 'risk-block',
  owner: 'issuer',
  install(site) {
    const { fleet } = site
    const bank = rangeFor(site).bank
    const onlyRange = fleet.banks.find(({ name }) => name === bank)?.ranges ?? []
    site.scope(`issuer=${bank}`, ...(onlyRange.length === 1 ? [`range=${onlyRange[0]?.prefix ?? ''}`] : []))
    const host = fleet.issuers.hosts.get(bank)
    const lastUse = new Map<string, number>()
    const blocked = new Set<string>()
    const cards = new Map(fleet.people.flatMap(({ cards }) => cards).map((card) => [card.number, card]))
    host?.around.push(async (command, request, next) => {
      if (command !== 'verifyPinReference' || !site.present) return next(command, request)
      const number = (request as { pan: { reveal(): string } }).pan.reveal()
      const now = fleet.time.now()
      const recent = now - (lastUse.get(number) ?? -Infinity) < 48 * 3_600_000
      lastUse.set(number, now)
      const card = cards.get(number)
      if (recent && card && !blocked.has(number) && site.acts()) {
        blocked.add(number)
        fleet.time.after(1_000, () => host.setStatus(card, 'blocked'))
        fleet.time.after(86_400_000, () => {
          blocked.delete(number)
          host.setStatus(card, 'active')
        })
      }
      return next(command, request)
    })
    fleet.beforeEntry.push((card, story) => {
      if (blocked.has(card.number)) site.mark(story, 'issuer')
    })
  },
}
