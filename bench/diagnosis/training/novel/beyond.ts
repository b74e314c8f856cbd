import { iso87Ascii } from '@fiftyfive/iso8583'
import { ok } from '@fiftyfive/kernel'
import type { FaultModule } from '@fiftyfive/simulator'
import { sealed } from './between.ts'
import { hourOf } from './hours.ts'
import { anyBank, anyLink, refuseAt } from './sites.ts'

type Asked = { readonly pan: { reveal(): string } }

/** A network's evening shift runs an older converter, which drops the PIN block. */
export const eveningConverter: FaultModule = {
  name: 'evening-converter',
  owner: 'link',
  install(site) {
    const link = anyLink(site)
    link.hooks.push({
      async between(request, bytes, deliver) {
        if (request.mti !== '0200' || !request[52] || hourOf(site) < 16 || !site.acts()) return deliver(bytes)
        site.mark(site.fleet.storyOfPan(request[2] ?? ''), 'link')
        const { 52: _pin, 53: _security, ...rest } = request
        return deliver(await sealed(site, link, rest))
      },
    })
  },
}

/** A network's new table writes 55 where a bank said 51. */
export const renamedCode: FaultModule = {
  name: 'renamed-code',
  owner: 'link',
  install(site) {
    const link = anyLink(site)
    link.hooks.push({
      async between(request, bytes, deliver) {
        const answer = await deliver(bytes)
        if (!answer || request.mti !== '0200') return answer
        const decoded = iso87Ascii.decode(answer)
        if (!decoded.ok || decoded.value[39] !== '51' || !site.acts()) return answer
        site.mark(site.fleet.storyOfPan(request[2] ?? ''), 'link')
        return sealed(site, link, { ...decoded.value, 39: '55' })
      },
    })
  },
}

/** A network has forgotten that card numbers may have 19 digits: format error. */
export const longCards: FaultModule = {
  name: 'long-cards',
  owner: 'link',
  install(site) {
    const link = anyLink(site)
    refuseAt(site, link, { owner: 'link', code: '30', concerns: (request) => (request[2]?.length ?? 0) > 16 })
  },
}

/** A rule of ours against fraud refuses what one bank approved for chips, and leaves no trace in the gateway. */
export const bankRule: FaultModule = {
  name: 'bank-rule',
  owner: 'acquirer',
  install(site) {
    const { link, owns } = anyBank(site)
    const { fleet } = site
    const change = { kind: 'table-changed', table: 'risk-rules', version: 'F7' } as const
    site.when(site.from, () => fleet.event({ ...change, at: fleet.time.now() }))
    link.hooks.push({
      answer(answer, request) {
        const concerned = answer[39] === '00' && owns(request[2]) && request[22]?.startsWith('05') === true
        if (!concerned || !site.chance.happens(0.4) || !site.acts()) return answer
        site.mark(fleet.storyOfPan(request[2] ?? ''), 'answer')
        return { ...answer, 39: '62' }
      },
    })
  },
}

/** Our table writes a wrong kind of business (DE 18) for one shop, and banks do not honour it. */
export const wrongTrade: FaultModule = {
  name: 'wrong-trade',
  owner: 'acquirer',
  install(site) {
    const { fleet, chance } = site
    const { merchant } = site.shop(2)
    site.scope(`merchant=${merchant}`)
    const strict = new Set(fleet.banks.filter(() => chance.happens(0.6)).flatMap(({ ranges }) => ranges))
    for (const link of fleet.links)
      refuseAt(site, link, {
        owner: 'acquirer',
        code: '05',
        concerns: (request) =>
          request[42] === merchant && [...strict].some(({ prefix }) => request[2]?.startsWith(prefix)),
      })
  },
}

/** One security module of ours takes, in the busy hours, a PIN key out of its cache that belongs to another terminal. */
export const keyCache: FaultModule = {
  name: 'key-cache',
  owner: 'acquirer',
  install(site) {
    const { fleet, chance } = site
    const node = chance.pick(fleet.acquirer.nodes)
    site.scope(`node=${node.name}`)
    let before: unknown
    node.around.push(async (command, request, next) => {
      if (command !== 'translatePin') return next(command, request)
      const asked = request as Asked & { readonly from?: unknown }
      const last = before
      before = asked.from
      const hour = hourOf(site)
      const isBusy = (hour >= 11 && hour < 14) || (hour >= 17 && hour < 20)
      if (last === undefined || !isBusy || !site.acts()) return next(command, request)
      site.mark(fleet.storyOfPan(asked.pan.reveal()), 'acquirer')
      return next(command, { ...asked, from: last })
    })
  },
}

/** A new code table of ours reached one node of three: it makes 75 of the bank's 51. */
export const halfTable: FaultModule = {
  name: 'half-table',
  owner: 'acquirer',
  install(site) {
    const { fleet, chance } = site
    const node = chance.pick(fleet.acquirer.nodes)
    site.scope(`node=${node.name}`)
    const change = { kind: 'table-changed', table: 'codes', scope: `node=${node.name}`, version: 'C8' } as const
    site.when(site.from, () => fleet.event({ ...change, at: fleet.time.now() }))
    for (const link of fleet.links)
      link.hooks.push({
        answer(answer, request) {
          const story = fleet.storyOfPan(request[2] ?? '')
          if (answer[39] !== '51' || story?.seen.node !== node.name || !site.acts()) return answer
          site.mark(story, 'answer')
          return { ...answer, 39: '75' }
        },
      })
  },
}

/** A bank wants a PIN of its own kind after the third tap of a card, and whatever is sent does not do (70). */
export const tapCounter: FaultModule = {
  name: 'tap-counter',
  owner: 'issuer',
  install(site) {
    const { link, owns } = anyBank(site)
    const taps = new Map<string, number>()
    refuseAt(site, link, {
      owner: 'issuer',
      code: '70',
      concerns(request) {
        const pan = request[2]
        if (pan === undefined || !owns(pan)) return false
        if (!request[22]?.startsWith('07')) {
          taps.delete(pan)
          return false
        }
        taps.set(pan, (taps.get(pan) ?? 1) + 1)
        return (taps.get(pan) ?? 0) > 3
      },
    })
  },
}

/** A bank's new limit for one payment answers 55. */
export const limitSaysPin: FaultModule = {
  name: 'limit-says-pin',
  owner: 'issuer',
  install(site) {
    const { link, owns } = anyBank(site)
    refuseAt(site, link, {
      owner: 'issuer',
      code: '55',
      concerns: (request) => owns(request[2]) && Number(request[4] ?? 0) > 12_000,
    })
  },
}

/** A bank moves each card to a new way of verification when it is next used; with some the PIN does not come along. */
export const lostOnMoving: FaultModule = {
  name: 'lost-on-moving',
  owner: 'issuer',
  install(site) {
    const { host } = anyBank(site)
    const moved = new Map<string, boolean>()
    host.around.push(async (command, request, next) => {
      if (command !== 'verifyPinReference' || !site.present) return next(command, request)
      const pan = (request as Asked).pan.reveal()
      const lost = moved.get(pan)
      if (lost === undefined) moved.set(pan, site.acts() && site.chance.happens(0.5))
      if (!lost) return next(command, request)
      site.mark(site.fleet.storyOfPan(pan), 'issuer')
      return ok(false)
    })
  },
}

/** A bank takes cards for copies whose chip counter it has lost: suspected fraud, once a day and card. */
export const lostCounters: FaultModule = {
  name: 'lost-counters',
  owner: 'issuer',
  install(site) {
    const { link, owns } = anyBank(site)
    const asked = new Set<string>()
    refuseAt(site, link, {
      owner: 'issuer',
      code: 'A0',
      concerns(request) {
        if (!owns(request[2]) || !request[22]?.startsWith('05')) return false
        const today = `${request[2]} ${Math.floor(site.fleet.time.now() / 86_400_000)}`
        if (asked.has(today)) return false
        asked.add(today)
        return true
      },
    })
  },
}
