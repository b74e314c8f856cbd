import { fromHex } from '@fiftyfive/kernel'
import { tdesEcbDecrypt, tdesEcbEncrypt } from '@fiftyfive/security'
import type { Till } from '../fleet/parties/till.ts'
import type { FaultModule } from './fault.ts'

/** The external PIN pads of two lanes were plugged crosswise after cleaning: each enciphers under the other lane's key. */
export const keysSwapped: FaultModule = {
  name: 'keys-swapped',
  cause: 'keys-swapped',
  owner: 'terminal',
  install(site) {
    const shop = site.shop(2)
    const [first, second] = site.chance.sample(shop.terminals, 2).map(({ id }) => site.fleet.till(id)) as [Till, Till]
    for (const [till, other] of [
      [first, second],
      [second, first],
    ] as const) {
      site.scope(`terminal=${till.id}`)
      till.hooks.push({
        readKey(slot, stored) {
          const theirs = other.flash.get('key/pin')
          const masters = [till, other].map(({ flash }) => fromHex(flash.get('key/master') ?? ''))
          const [own, foreign] = masters as [Uint8Array, Uint8Array]
          if (slot !== 'pin' || !stored || theirs === undefined || !site.actsOn(till.story)) return stored
          site.mark(till.story, 'pin-pad')
          return tdesEcbEncrypt(own, tdesEcbDecrypt(foreign, fromHex(theirs)))
        },
      })
    }
  },
}
