import { err } from '@fiftyfive/kernel'
import { keyCheckValue } from '@fiftyfive/security'
import type { FaultModule } from './fault.ts'

const KEYED: ReadonlySet<string> = new Set(['translatePin'])

/**
 * The master key of one node was changed alone: it takes no key that was wrapped under the old one, except those of the
 * MAC commands, which were exported again. `strength` under 1: it answers, but not always.
 */
export const hsmFault: FaultModule = {
  name: 'hsm-fault',
  cause: 'hsm-fault',
  owner: 'acquirer',
  install(site) {
    const { fleet, chance } = site
    const named = site.named('node')
    const node = fleet.acquirer.nodes.find(({ name }) => name === named) ?? chance.pick(fleet.acquirer.nodes)
    site.scope(`node=${node.name}`)
    const masterKey = chance.bytes(32)
    const masterKeyCheckValue = keyCheckValue('aes-256', masterKey)
    const other = fleet.acquirer.newModule(masterKey)
    node.around.push(async (command, request, next) => {
      if (!KEYED.has(command) || !site.acts()) return next(command, request)
      site.mark(fleet.storyOfPan((request as { pan: { reveal(): string } }).pan.reveal()), 'acquirer')
      const outcome = (await other.execute(command, request)) as { ok: boolean }
      return outcome.ok ? err({ reason: 'unavailable', detail: 'another master key' }) : outcome
    })
    site.when(site.from, () =>
      fleet.event({ kind: 'node', at: fleet.time.now(), node: node.name, state: 'up', masterKeyCheckValue }),
    )
  },
}
