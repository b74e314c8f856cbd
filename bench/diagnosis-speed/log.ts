import { closeSync, openSync, writeSync } from 'node:fs'
import type { Attempt, FleetEvent } from '@fiftyfive/diagnosis'
import { FAULT_MODULES, type Scenario, simulateFleet } from '@fiftyfive/simulator'

/** What an acquirer hears, oldest first. */
export type Heard = { readonly attempt: Attempt } | { readonly event: FleetEvent }

const TOWN: Scenario = { name: 'town', terminals: 60, days: 2, issuers: 12, cardholders: 1_500 }
const FAULTS = [
  { fault: 'dead-key', from: 0.6 },
  { fault: 'wrong-terminal-key', from: 1.4, until: 1.7 },
]
/** One town in so many has them: for 2,000 terminals, three faults in two days. */
const TROUBLED = 20
const SPAN_MS = 2 * 86_400_000
/** Another town has the same days at another time, or else the same customer would forget a PIN everywhere at once. */
const SHIFT_MS = 23 * 60_000

async function townOf(scenario: Scenario, seed: number): Promise<readonly Heard[]> {
  const heard: Heard[] = []
  const write = (file: string, line: string): void => {
    if (file === 'attempts') heard.push({ attempt: JSON.parse(line) as Attempt })
    else if (file === 'events') heard.push({ event: JSON.parse(line) as FleetEvent })
  }
  await simulateFleet({ scenario, seed, modules: FAULT_MODULES, write })
  return heard
}

const timeOf = (heard: Heard): number => ('attempt' in heard ? heard.attempt.at : heard.event.at)

/** The same town elsewhere: other terminals, shops, cards and people, the same banks, models and versions. */
function elsewhere(heard: Heard, place: number, start: number): Heard {
  const named = (name: string): string => `${name}-${place}`
  const at = start + ((timeOf(heard) - start + place * SHIFT_MS) % SPAN_MS)
  if ('event' in heard) {
    const { event } = heard
    return { event: { ...event, at, ...('terminal' in event ? { terminal: named(event.terminal) } : {}) } }
  }
  const { attempt } = heard
  const { id, terminal, merchant, card, region, operator } = attempt
  return {
    attempt: {
      ...attempt,
      id: named(id),
      at,
      terminal: named(terminal),
      merchant: named(merchant),
      card: named(card),
      ...(region === undefined ? {} : { region: `${region}-${place % 8}` }),
      ...(operator === undefined ? {} : { operator: named(operator) }),
    },
  }
}

/**
 * A large fleet's log: one simulated town without faults and one with two of them, many times over. To simulate all of it
 * would take longer than to measure, and the diagnosis cannot tell.
 */
export async function fleetLog(attempts: number): Promise<readonly Heard[]> {
  const quiet = await townOf(TOWN, 1)
  const troubled = await townOf({ ...TOWN, faults: FAULTS }, 2)
  const towns: Heard[] = []
  for (let place = 0, count = 0; count < attempts; place++) {
    const town = place % TROUBLED === TROUBLED - 1 ? troubled : quiet
    for (const heard of town) towns.push(elsewhere(heard, place, timeOf(town[0] as Heard)))
    count += town.filter((heard) => 'attempt' in heard).length
  }
  return towns.toSorted((a, b) => timeOf(a) - timeOf(b))
}

/** Writes the attempts as `attempts.ndjson`, again and again a day later, until the file is that large. Gives its bytes. */
export function writeLog(path: string, log: readonly Heard[], bytes: number): number {
  const file = openSync(path, 'w')
  const days = Math.ceil((timeOf(log.at(-1) as Heard) - timeOf(log[0] as Heard)) / 86_400_000)
  let written = 0
  for (let round = 0; written < bytes; round++) {
    let text = ''
    for (const heard of log) {
      if (!('attempt' in heard)) continue
      const { id, at } = heard.attempt
      const later = { ...heard.attempt, id: `${id}-${round}`, at: at + round * days * 86_400_000 }
      text += `${JSON.stringify(later)}\n`
      if (text.length < 1 << 20) continue
      written += writeSync(file, text)
      text = ''
      if (written >= bytes) break
    }
    written += writeSync(file, text)
  }
  closeSync(file)
  return written
}
