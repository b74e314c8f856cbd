import { type FaultModule, FaultSite } from '../faults/fault.ts'
import { conduct } from './business.ts'
import { Fleet } from './fleet.ts'
import type { Write } from './record/recorder.ts'
import { type Scenario, sizesOf } from './scenario.ts'

export interface FleetRun {
  readonly scenario: Scenario
  readonly seed: number
  readonly modules: ReadonlyMap<string, FaultModule>
  readonly write: Write
  /** Write raw messages too. */
  readonly capture?: boolean
  readonly progress?: (share: number) => void
}

/** Runs one scenario from its seed; the same scenario, seed and modules write the same bytes on every machine. */
export async function simulateFleet(run: FleetRun): Promise<Fleet> {
  const { scenario, seed, modules, write, capture = false } = run
  const fleet = new Fleet(sizesOf(scenario, seed), write, capture)
  await fleet.open()
  fleet.business = conduct(fleet)
  for (const [index, { fault, ...options }] of (scenario.faults ?? []).entries()) {
    const module = modules.get(fault)
    if (!module) throw new Error(`scenario ${scenario.name}: there is no fault module '${fault}'`)
    const id = options.id ?? `${fault}-${index + 1}`
    const site = new FaultSite({ fleet, module, options, id, chance: fleet.chance.of(`fault/${id}`) })
    await module.install(site)
    fleet.faults.push(id)
    fleet.recorder.truth(site.truth())
  }
  await fleet.run((now) => run.progress?.(Math.min(1, Math.max(0, (now - fleet.start) / (fleet.end - fleet.start)))))
  return fleet
}
