import type { FaultModule } from '@fiftyfive/simulator'
import { anyBank, anyLink, refuseAt } from '../novel/sites.ts'

/**
 * Kinds of fault in no catalogue that nobody looked at while the model was made: no setting was chosen on them. They are
 * measured at the end, and whoever changes the model because of one of them has to move it to `novel/`. Their figures by
 * kind were looked at once, with `trained-10` (docs/decisions/0047): `KEPT` in `novel/` is for the next time.
 */

/** A release takes a zero at the beginning of an entry for a bounce. */
const leadingZero: FaultModule = {
  name: 'leading-zero',
  owner: 'terminal',
  install(site) {
    const { fleet, chance } = site
    const models = [...Map.groupBy(fleet.tills, (till) => till.site.model)].toSorted(
      ([, a], [, b]) => b.length - a.length,
    )
    const model = (models[chance.whole(2)] ?? models[0])?.[0] ?? ''
    const version = `${chance.between(2, 6)}.${chance.between(0, 9)}.${chance.between(1, 9)}`
    site.scope(`model=${model}&version=${version}`, `version=${version}`)
    for (const till of fleet.tills.filter((till) => till.site.model === model && chance.happens(0.8))) {
      site.when(site.from + chance.whole(60_000_000), () => fleet.install(till, 'software', version))
      let story: unknown
      till.hooks.push({
        press(pressed, press) {
          const first = till.story !== story
          story = till.story
          if (!first || pressed !== '0' || till.versions.software !== version || !site.acts()) return press(pressed)
          site.mark(till.story, 'keypad')
        },
      })
    }
  },
}

/** The flash of one terminal loses the MAC key of a sign-on and keeps the PIN key. */
const forgetfulMac: FaultModule = {
  name: 'forgetful-mac',
  owner: 'terminal',
  install(site) {
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      let lost = false
      till.hooks.push({
        writeKey(slot) {
          if (slot !== 'mac') return true
          lost = site.acts()
          return !lost
        },
        readKey(slot, stored) {
          if (slot === 'mac' && lost) site.mark(till.story, 'terminal')
          return stored
        },
      })
      site.when(site.from, () => till.terminal.dispatch({ type: 'sign-on-requested' }))
    }
  },
}

/** A switch hands each answer to whoever asked before. */
const crossedAnswers: FaultModule = {
  name: 'crossed-answers',
  owner: 'link',
  install(site) {
    const link = anyLink(site)
    let held: Uint8Array | undefined
    link.hooks.push({
      async between(request, bytes, deliver) {
        const answer = await deliver(bytes)
        if (request.mti !== '0200' || !site.acts()) return answer
        site.mark(site.fleet.storyOfPan(request[2] ?? ''), 'link')
        const other = held
        held = answer
        return other
      },
    })
  },
}

/** A network refuses what comes within seven minutes of the request before: system error, although nobody is busy. */
const throttle: FaultModule = {
  name: 'throttle',
  owner: 'link',
  install(site) {
    const link = anyLink(site)
    let last = 0
    const isQuick = () => {
      const before = last
      last = site.fleet.time.now()
      return last - before < 420_000
    }
    refuseAt(site, link, { owner: 'link', code: '96', concerns: isQuick })
  },
}

/** One of our nodes writes translated PIN blocks with a bit turned into the request. */
const turnedBit: FaultModule = {
  name: 'turned-bit',
  owner: 'acquirer',
  install(site) {
    const { fleet, chance } = site
    const node = chance.pick(fleet.acquirer.nodes)
    site.scope(`node=${node.name}`)
    for (const link of fleet.links) {
      link.hooks.push({
        request(request) {
          const block = request[52]
          const story = fleet.storyOfPan(request[2] ?? '')
          if (!block || story?.seen.node !== node.name || !site.acts()) return request
          site.mark(story, 'acquirer')
          const turned = block.slice()
          turned[5] = (turned[5] as number) ^ 0x08
          return { ...request, 52: turned }
        },
      })
    }
  },
}

/** We loaded a list of lost cards that names a whole range: 41 for what its bank approves. */
const wholeRangeLost: FaultModule = {
  name: 'whole-range-lost',
  owner: 'acquirer',
  install(site) {
    const { fleet } = site
    const { link, owns } = anyBank(site)
    link.hooks.push({
      answer(answer, request) {
        if (answer[39] !== '00' || !owns(request[2]) || !site.acts()) return answer
        const story = fleet.storyOfPan(request[2] ?? '')
        site.mark(story, 'answer')
        if (story) story.seen.originalCode = '00'
        return { ...answer, 39: '41' }
      },
    })
  },
}

/** A bank reads the last two years of expiry dates as the last century: 54 for cards that are good. */
const lastCentury: FaultModule = {
  name: 'last-century',
  owner: 'issuer',
  install(site) {
    const { link, owns } = anyBank(site)
    const isLate = (expiry = '00') => Number(expiry.slice(0, 2)) >= 29
    refuseAt(site, link, {
      owner: 'issuer',
      code: '54',
      concerns: (request) => owns(request[2]) && isLate(request[14]),
    })
  },
}

/** A bank's new rule does not honour contactless payments with a PIN. */
const noTaps: FaultModule = {
  name: 'no-taps',
  owner: 'issuer',
  install(site) {
    const { link, owns } = anyBank(site)
    const isTap = (entryMode = '') => entryMode.startsWith('07')
    refuseAt(site, link, { owner: 'issuer', code: '05', concerns: (request) => owns(request[2]) && isTap(request[22]) })
  },
}

/** A cashier tries the cards of regulars, copied before, at the tills of the shop: three guesses each. */
const cashier: FaultModule = {
  name: 'cashier',
  owner: 'attacker',
  install(site) {
    const { fleet } = site
    const strength = site.options.strength ?? 0.4
    const { merchant } = site.shop(2)
    site.scope(`merchant=${merchant}`)
    const copied = new Set<string>()
    fleet.business.guests.push((till, luck) => {
      if (till.shop.merchant !== merchant || !site.present || !luck.happens(strength)) return undefined
      const victim = luck.pick(fleet.regulars.get(merchant) ?? fleet.people)
      const [card] = victim.cards
      copied.add(card.number)
      const copy = { ...card, inMind: luck.digits(card.pin.length), mistake: 'forgotten' as const }
      return { ...victim, id: -1, cards: [copy], pace_ms: 300, slips: 0.003, patience: 3, forgets: 0 }
    })
    fleet.beforeEntry.push((card, story) => {
      const here = fleet.tills.some((till) => till.shop.merchant === merchant && till.story === story)
      if (here && copied.has(card.number) && card.inMind !== card.pin) site.mark(story, 'card')
    })
  },
}

export const UNSEEN: readonly FaultModule[] = [
  leadingZero,
  forgetfulMac,
  crossedAnswers,
  throttle,
  turnedBit,
  wholeRangeLost,
  lastCentury,
  noTaps,
  cashier,
]
