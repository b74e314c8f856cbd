import type { FaultModule, FaultSite } from '@fiftyfive/simulator'

type Asked = { readonly pan: { reveal(): string }; readonly reference: { readonly value: string } }

function bankOf(site: FaultSite) {
  const { banks, issuers } = site.fleet
  const bank = site.chance.pick(banks.slice(0, Math.max(3, Math.ceil(banks.length / 3))))
  const [only, ...more] = bank.ranges
  site.scope(`issuer=${bank.name}`, ...(only && more.length === 0 ? [`range=${only.prefix}`] : []))
  const host = issuers.hosts.get(bank.name)
  if (!host) throw new Error(`${site.id}: no host of ${bank.name}`)
  return { bank, host }
}

/** Some of a bank's verifications go to a copy of its database whose PIN offsets are of last year. */
const staleReplica: FaultModule = {
  name: 'stale-replica',
  owner: 'issuer',
  install(site) {
    bankOf(site).host.around.push(async (command, request, next) => {
      if (command !== 'verifyPinReference' || !site.acts()) return next(command, request)
      const asked = request as Asked
      site.mark(site.fleet.storyOfPan(asked.pan.reveal()), 'issuer')
      const value = [...asked.reference.value].map((digit) => String((Number(digit) + 7) % 10)).join('')
      return next(command, { ...asked, reference: { ...asked.reference, value } })
    })
  },
}

/** A bank's new release locks a card at its first wrong PIN. */
const earlyLock: FaultModule = {
  name: 'early-lock',
  owner: 'issuer',
  install(site) {
    const { host } = bankOf(site)
    const { fleet } = site
    const cards = new Map(fleet.people.flatMap(({ cards }) => cards).map((card) => [card.number, card]))
    const locked = new Set<string>()
    host.around.push(async (command, request, next) => {
      const outcome = await next(command, request)
      if (command !== 'verifyPinReference' || !site.acts()) return outcome
      const card = cards.get((request as Asked).pan.reveal())
      const verified = outcome as { readonly ok: boolean; readonly value?: unknown }
      if (card && verified.ok && verified.value === false) {
        locked.add(card.number)
        fleet.time.after(500, () => void host.setTries(card, 0))
      } else if (card) locked.delete(card.number)
      return outcome
    })
    fleet.beforeEntry.push((card, story) => {
      if (locked.has(card.number) && host.tries(card) === 0) site.mark(story, 'issuer')
    })
  },
}

/** A bank's security module stalls for longer than anybody waits. */
const stallingModule: FaultModule = {
  name: 'stalling-module',
  owner: 'issuer',
  install(site) {
    const { time } = site.fleet
    bankOf(site).host.around.push(async (command, request, next) => {
      if (command !== 'verifyPinReference' || !site.acts()) return next(command, request)
      site.mark(site.fleet.storyOfPan((request as Asked).pan.reveal()), 'issuer')
      await new Promise<void>((resolve) => void time.after(17_000, () => resolve()))
      return next(command, request)
    })
  },
}

export const ISSUER = [staleReplica, earlyLock, stallingModule]
