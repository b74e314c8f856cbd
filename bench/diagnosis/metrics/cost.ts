import type { Scenario } from '../truth.ts'
import type { FaultScore, IncidentScore } from './incidents.ts'

/** Fixed in advance (docs/reference/benchmark.md); the report shows how the sum moves with them. Minor units of CNY. */
export const PRICES = {
  /** From the right incident to the repair. */
  repair_min: 60,
  /** Somebody looks into an incident about nothing. */
  falseIncident_minor: 30_000,
  /** A visit, a call or a block that the fault did not ask for. */
  harmfulAction_minor: 60_000,
}

export interface Cost {
  /** Sales that a fault lost until it was found and repaired, minor units. */
  readonly lostSales_minor: number
  readonly falseIncidents_minor: number
  readonly harmfulActions_minor: number
  /** PIN tries that technical faults cost cardholders until then. */
  readonly triesBurnt: number
  /** What the same would be if nobody ever found anything. */
  readonly lostSalesMax_minor: number
  readonly triesBurntMax: number
}

/** What the faults of a scenario cost when incidents are found as `score` says, and repaired an hour later. */
export function costOf(scenario: Scenario, score: IncidentScore, prices = PRICES): Cost {
  const at = new Map(scenario.attempts.map((attempt) => [attempt.id, attempt.at]))
  const sales = new Map(scenario.sales?.map((sale) => [sale.id, sale]))
  const endOf = new Map(score.faults.map((each) => [each.fault.id, repairedAt(each, prices.repair_min)]))
  const lost = new Set<string>()
  const lostInAll = new Set<string>()
  let [triesBurnt, triesBurntMax] = [0, 0]
  for (const { id, fault, sale, owner, tryCounted } of scenario.attemptTruths) {
    if (fault === undefined || owner === 'cardholder' || owner === 'attacker') continue
    const before = (at.get(id) ?? 0) <= (endOf.get(fault) ?? Infinity)
    if (tryCounted) {
      triesBurntMax++
      if (before) triesBurnt++
    }
    if (sale === undefined || sales.get(sale)?.outcome !== 'lost') continue
    lostInAll.add(sale)
    if (before) lost.add(sale)
  }
  const worth = (ids: ReadonlySet<string>) => [...ids].reduce((sum, id) => sum + (sales.get(id)?.amount_minor ?? 0), 0)
  const harmful = score.faults.filter(({ found }) => found?.harmfulAction).length
  return {
    lostSales_minor: worth(lost),
    falseIncidents_minor: score.falseIncidents * prices.falseIncident_minor,
    harmfulActions_minor: harmful * prices.harmfulAction_minor,
    triesBurnt,
    lostSalesMax_minor: worth(lostInAll),
    triesBurntMax,
  }
}

const repairedAt = ({ fault, found }: FaultScore, repair_min: number): number =>
  found ? fault.from + (found.delay_min + repair_min) * 60_000 : Infinity
