import { type FaultModule, makeThief, rollOut } from '@fiftyfive/simulator'
import { anyBank, anyLink, refuseAt } from './sites.ts'

const HOUR_MS = 3_600_000

/** A release writes the expiry date (DE 14) with its halves exchanged. */
const expiryExchanged: FaultModule = {
  name: 'expiry-exchanged',
  owner: 'terminal',
  install(site) {
    const { chance, fleet } = site
    const models = [...Map.groupBy(fleet.tills, ({ site }) => site.model)].toSorted(
      ([, a], [, b]) => b.length - a.length,
    )
    const model = (models[chance.whole(2)] ?? models[0])?.[0] ?? ''
    const version = `${chance.between(2, 6)}.${chance.between(0, 9)}.${chance.between(1, 9)}`
    site.scope(`model=${model}&version=${version}`, `version=${version}`)
    for (const till of rollOut(site, { part: 'software', version, takes: (each) => each.site.model === model })) {
      till.hooks.push({
        request(message) {
          const expiry = message[14]
          if (!expiry || till.versions.software !== version || !site.actsOn(till.story)) return message
          site.mark(till.story, 'terminal')
          return { ...message, 14: expiry.slice(2) + expiry.slice(0, 2) }
        },
      })
    }
  },
}

/** Moisture under the clear key: it closes by itself while others are pressed. */
const stuckClear: FaultModule = {
  name: 'stuck-clear',
  owner: 'terminal',
  install(site) {
    const strength = (site.options.strength ?? 1) * 0.15
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      till.hooks.push({
        press(pressed, press) {
          press(pressed)
          if (pressed === 'confirm' || pressed === 'cancel' || !site.present || !site.chance.happens(strength)) return
          site.mark(till.story, 'keypad')
          press('clear')
        },
      })
    }
  },
}

/** A network's new parser was never told to expect chip data: format error. */
const noChipData: FaultModule = {
  name: 'no-chip-data',
  owner: 'link',
  install(site) {
    const link = anyLink(site)
    refuseAt(site, link, { owner: 'link', code: '30', concerns: (request) => request[55] !== undefined })
  },
}

/** A bit of one security module's message buffer stays at one: it finds MACs wrong that are right. */
const stuckBit: FaultModule = {
  name: 'stuck-bit',
  owner: 'acquirer',
  install(site) {
    const node = site.chance.pick(site.fleet.acquirer.nodes)
    site.scope(`node=${node.name}`)
    node.around.push(async (command, request, next) => {
      const asked = request as { readonly data?: Uint8Array }
      if (command !== 'verifyMac' || !asked.data || !site.acts()) return next(command, request)
      const data = asked.data.slice()
      const at = Math.min(41, data.length - 1)
      if (((data[at] as number) & 0x04) !== 0) return next(command, request)
      data[at] = (data[at] as number) | 0x04
      for (const till of site.fleet.tills) if (till.story?.seen.node === node.name) site.mark(till.story, 'acquirer')
      return next(command, { ...asked, data })
    })
  },
}

/** A bank closes its books every evening for two hours and its front end says that it is not there. */
const closedBooks: FaultModule = {
  name: 'closed-books',
  owner: 'issuer',
  install(site) {
    const { link, owns } = anyBank(site)
    const isClosed = () => {
      const hour = Math.floor((site.fleet.time.now() + 8 * HOUR_MS) / HOUR_MS) % 24
      return hour >= 17 && hour < 20
    }
    refuseAt(site, link, { owner: 'issuer', code: '91', concerns: (request) => owns(request[2]) && isClosed() })
  },
}

/** A bank's new release takes a try off for every verification, also for right PINs. */
const everyTryCounts: FaultModule = {
  name: 'every-try-counts',
  owner: 'issuer',
  install(site) {
    const { fleet } = site
    const { host } = anyBank(site)
    const cards = new Map(fleet.people.flatMap(({ cards }) => cards).map((card) => [card.number, card]))
    const left = new Map<string, number>()
    host.around.push(async (command, request, next) => {
      const outcome = await next(command, request)
      if (command !== 'verifyPinReference' || !site.acts()) return outcome
      const card = cards.get((request as { pan: { reveal(): string } }).pan.reveal())
      const verified = outcome as { readonly ok: boolean; readonly value?: unknown }
      if (!card || !verified.ok || verified.value !== true) return outcome
      const tries = Math.max(0, (left.get(card.number) ?? 2) - 1)
      left.set(card.number, tries)
      fleet.time.after(1_000, () => void host.setTries(card, tries))
      return outcome
    })
    fleet.beforeEntry.push((card, story) => {
      if (left.get(card.number) === 0 && host.tries(card) === 0) site.mark(story, 'issuer')
    })
  },
}

/** Our gateway to one network writes the expiry date of a card as month and year. */
const monthFirst: FaultModule = {
  name: 'month-first',
  owner: 'acquirer',
  install(site) {
    const link = anyLink(site)
    const change = { kind: 'table-changed', table: 'routes', scope: `link=${link.name}`, version: 'G7' } as const
    site.when(site.from, () => site.fleet.event({ ...change, at: site.fleet.time.now() }))
    link.hooks.push({
      request(request) {
        const expiry = request[14]
        if (request.mti !== '0200' || !expiry || !site.acts()) return request
        site.mark(site.fleet.storyOfPan(request[2] ?? ''), 'acquirer')
        return { ...request, 14: expiry.slice(2) + expiry.slice(0, 2) }
      },
    })
  },
}

/** Somebody who bears a bank a grudge locks its customers' cards with copies: four wrong PINs in a row, quickly. */
const spite: FaultModule = {
  name: 'spite',
  owner: 'attacker',
  install(site) {
    const { fleet, chance } = site
    const { bank } = anyBank(site)
    const cards = fleet.people.flatMap(({ cards }) => cards).filter(({ range }) => range.bank === bank.name)
    for (const card of chance.sample(cards, Math.min(cards.length, 30))) {
      const at = site.from + chance.whole(site.until - site.from)
      for (const [index, name] of ['1', '2'].entries())
        site.when(at + index * 90_000, () => void makeThief(site, card, name))
    }
  },
}

export const MORE = [expiryExchanged, stuckClear, noChipData, stuckBit, closedBooks, everyTryCounts, monthFirst, spite]
