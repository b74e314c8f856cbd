import { equalBytes } from '@fiftyfive/kernel'
import type { FaultModule } from './fault.ts'

/** A worn memory cell: the PIN key of a sign-on is not stored, the MAC key is; `strength` is the share of writes lost. */
export const signOnKeyLost: FaultModule = {
  name: 'sign-on-key-lost',
  cause: 'sign-on-key-lost',
  owner: 'terminal',
  install(site) {
    for (const till of site.tills()) {
      site.scope(`terminal=${till.id}`)
      let delivered: Uint8Array | undefined
      till.hooks.push({
        writeKey(slot, bytes) {
          if (slot !== 'pin') return true
          delivered = bytes.slice()
          return !site.acts()
        },
        readKey(slot, stored) {
          if (slot === 'pin' && stored && delivered && !equalBytes(stored, delivered)) site.mark(till.story, 'pin-pad')
          return stored
        },
      })
      site.when(site.from, () => till.terminal.dispatch({ type: 'sign-on-requested' }))
    }
  },
}
