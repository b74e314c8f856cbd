import type { AcquirerStore } from '@fiftyfive/acquiring'
import type { ActionPreview } from '@fiftyfive/contract'
import { type Action, type ActionId, ACTIONS, type Attempt, suits } from '@fiftyfive/diagnosis'
import type { Clock, FaultCode } from '@fiftyfive/kernel'
import type { RolloutControl } from '../configuration.ts'
import { isIn, scopeOf } from './action.ts'
import { HOUR_MS, type RecentHour } from './recent.ts'

export interface PreviewPorts {
  readonly store: AcquirerStore
  readonly recent: RecentHour
  readonly clock: Clock
  readonly rollouts?: RolloutControl | undefined
}

/** What an action would touch: payments of the last hour in its scope, and terminals that are known to be in it. */
export async function preview(
  ports: PreviewPorts,
  action: ActionId,
  scope: string,
): Promise<ActionPreview & { readonly all: readonly string[] }> {
  const { reach: limit, aloneUpTo_terminals, scope: needed, available }: Action = ACTIONS[action]
  const attempts = ports.recent.since(ports.clock.now() - HOUR_MS)
  const inside = attempts.filter((attempt) => isIn(scope, attempt))
  const registered = await terminalsIn(ports.store, scope)
  const all = [...new Set([...registered, ...inside.map(({ terminal }) => terminal)])].toSorted()
  // A busier hour than is kept is extrapolated from its end.
  const share = ports.recent.isCut ? HOUR_MS / Math.max(1, ports.clock.now() - oldest(attempts)) : 1
  const reach = {
    terminals: all.length,
    cards: new Set(inside.map(({ card }) => card)).size,
    paymentsPerHour: Math.round(inside.length * share),
  }
  const beyond = (Object.keys(limit) as (keyof typeof limit)[]).some((each) => reach[each] > limit[each])
  const canRollBack =
    action === 'halt-rollout' && ports.rollouts !== undefined && scopeOf(scope)?.['version'] !== undefined
  const refused: FaultCode | undefined =
    !available && !canRollBack
      ? 'FF_BY_HAND'
      : !suits(needed, scope) || !scopeOf(scope)
        ? 'FF_INPUT'
        : beyond
          ? 'FF_REACH'
          : undefined
  return {
    action,
    scope,
    reach,
    limit,
    terminals: all.slice(0, 50),
    all,
    secondPerson: all.length > aloneUpTo_terminals,
    ...(refused ? { refused } : {}),
  }
}

const oldest = ([first]: readonly Attempt[]): number => first?.at ?? 0

/** Terminals that are in the scope by what is registered of them, whether they sold anything lately or not. */
async function terminalsIn(store: AcquirerStore, element: string): Promise<string[]> {
  const { terminal, merchant, model, version, ...others } = scopeOf(element) ?? {}
  const names = { terminal, merchant, model, version }
  if (Object.keys(others).length > 0 || Object.values(names).every((value) => value === undefined)) return []
  const fits = (wanted: string | undefined, value: string) => wanted === undefined || wanted === value
  return (await store.terminals())
    .filter((each) => each.status === 'active')
    .filter((each) => fits(terminal, each.id) && fits(merchant, each.merchantId))
    .filter((each) => fits(model, each.model) && fits(version, each.softwareVersion))
    .map(({ id }) => id)
}
