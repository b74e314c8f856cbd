import { partsOf } from '../dimensions.ts'
import type { Incident } from '../incidents/incident.ts'
import { type Action, ACTION_IDS, type ActionId, ACTIONS } from './catalogue.ts'

export interface Proposal {
  readonly action: ActionId
  readonly scope: string
  /** Probability that it is one of the causes this helps against, or keeps harm away from. */
  readonly fits: number
}

type Ranked = Incident['ranking'][number]['cause']

const FITS_MIN = 0.1
/** From here on an automatic action is taken without asking. */
export const SURE_ENOUGH = 0.8

/** What could be done about an incident, what fits best first. Each element of its scope is a scope to act on. */
export function proposals(incident: Pick<Incident, 'ranking' | 'scope'>): Proposal[] {
  return ACTION_IDS.flatMap((action) => {
    const { helps, kind, scope: needed }: Action = ACTIONS[action]
    const fitsTo = (cause: Ranked) => (cause === 'other' ? kind === 'hold' && needed === 'any' : helps.includes(cause))
    const fits = incident.ranking.reduce((sum, { cause, probability }) => sum + (fitsTo(cause) ? probability : 0), 0)
    if (fits < FITS_MIN) return []
    return incident.scope.filter((scope) => suits(needed, scope)).map((scope) => ({ action, scope, fits }))
  }).toSorted((a, b) => b.fits - a.fits)
}

/** Whether the scope names what the action needs to be carried out. */
export function suits(needed: Action['scope'], scope: string): boolean {
  return needed === 'any' || partsOf(scope).some(({ dimension }) => (dimension as string) === needed)
}
