import { parentPort } from 'node:worker_threads'
import { simulate } from '@fiftyfive/simulator'
import type { SeedReport } from './progress.ts'

/** One of the soak's threads: is given seeds, one at a time, and tells what came of each. */
async function report({ seed, hours }: { readonly seed: number; readonly hours: number }): Promise<void> {
  const { breach, faults, payments, transactions, events } = await simulate({ seed, hours })
  const kinds: Record<string, number> = {}
  for (const fault of faults) {
    const kind = fault.slice(0, fault.indexOf(' '))
    kinds[kind] = (kinds[kind] ?? 0) + 1
  }
  const told: SeedReport = { seed, payments, transactions, events, faults: kinds, ...(breach ? { breach } : {}) }
  parentPort?.postMessage(told)
}

parentPort?.on('message', (order: { readonly seed: number; readonly hours: number }) => void report(order))
