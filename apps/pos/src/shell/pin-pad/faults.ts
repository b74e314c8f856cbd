import { DEMO_FAULTS, type DemoFaultId, type FaultBench } from '@fiftyfive/terminal'
import type { WorkerPinPad } from './client.ts'

const inPinPad = (id: DemoFaultId): boolean =>
  DEMO_FAULTS.some((fault) => fault.id === id && (fault.part === 'keys' || fault.part === 'firmware'))

/** One bench for two threads: keys and link break on the page's side, key memory and firmware inside the PIN pad. */
export function spreadFaultBench(bench: FaultBench, pinPad: WorkerPinPad): FaultBench {
  const listeners = new Set<() => void>()
  let within: readonly DemoFaultId[] = []
  let active: ReadonlySet<DemoFaultId> = new Set()
  const changed = (): void => {
    active = new Set([...bench.active, ...within])
    for (const listener of listeners) listener()
  }
  bench.subscribe(changed)
  pinPad.onFaults = (faults) => {
    within = faults
    changed()
  }
  return {
    hardware: bench.hardware,
    get active() {
      return active
    },
    set: (id, on) => (inPinPad(id) ? pinPad.fault(id, on) : bench.set(id, on)),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
