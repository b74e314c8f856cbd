import { createHash } from 'node:crypto'
import type { Attempt } from '@fiftyfive/diagnosis'
import { describe, expect, it } from 'vitest'
import { FAULT_MODULES } from '../faults/catalogue.ts'
import type { FaultModule } from '../faults/fault.ts'
import type { AttemptTruth, FaultTruth, TruthLine } from '../truth.ts'
import type { FileName } from './record/recorder.ts'
import type { FaultOrder, Scenario } from './scenario.ts'
import { simulateFleet } from './simulate-fleet.ts'

/** A machine that has other things to do takes its time. */
const PATIENCE_MS = 180_000
const TOWN = { terminals: 30, days: 2, issuers: 6, cardholders: 300, traffic: 1.3 }
const HAMLET = { terminals: 8, days: 1, issuers: 5, cardholders: 80 }

async function runOf(
  faults: readonly FaultOrder[],
  { more = [], seed = 1, size = TOWN }: { more?: readonly FaultModule[]; seed?: number; size?: Partial<Scenario> } = {},
) {
  const files: Record<FileName, string[]> = { attempts: [], events: [], truth: [], capture: [] }
  const fleet = await simulateFleet({
    scenario: { name: 'test', ...size, faults },
    seed,
    modules: new Map([...FAULT_MODULES, ...more.map((module) => [module.name, module] as const)]),
    write: (file, line) => files[file].push(line),
  })
  const attempts = files.attempts.map((line) => JSON.parse(line) as Attempt)
  const truth = files.truth.map((line) => JSON.parse(line) as TruthLine)
  const hash = createHash('sha256').update(Object.values(files).flat().join('\n')).digest('hex')
  const touched = truth.filter((line): line is AttemptTruth => line.kind === 'attempt' && line.fault !== undefined)
  return { fleet, attempts, truth, touched, hash, text: Object.values(files).flat().join('\n') }
}

describe('a simulated fleet', { timeout: PATIENCE_MS }, () => {
  it('is the same to the byte for the same seed, and another for another', async () => {
    const [once, again, other] = await Promise.all([
      runOf([], { size: HAMLET }),
      runOf([], { size: HAMLET }),
      runOf([], { size: HAMLET, seed: 2 }),
    ])
    expect(again.hash).toBe(once.hash)
    expect(other.hash).not.toBe(once.hash)
  })

  it('refuses in a quiet time only what people and banks refuse', async () => {
    const { attempts, truth, touched } = await runOf([], { size: { ...TOWN, days: 1 } })
    expect(attempts.length).toBeGreaterThan(600)
    expect(touched).toEqual([])
    const causes = new Set(truth.flatMap((line) => (line.kind === 'attempt' ? [line.cause] : [])))
    expect([...causes].filter((cause) => cause === undefined || /key|format|hsm|zone|tamper/.test(cause))).toEqual([])
    const approved = attempts.filter(({ code }) => code === '00').length / attempts.length
    expect(approved).toBeGreaterThan(0.9)
    expect(attempts.every(({ at }, index) => at >= (attempts[index - 1]?.at ?? 0))).toBe(true)
  })

  it('settles each night, so that a month fits terminals and host', async () => {
    const { fleet, attempts } = await runOf([], { size: { ...HAMLET, days: 2, settlement: 'nightly' } })
    expect(new Set(attempts.filter(({ offline }) => !offline).map(({ id }) => id.slice(9, 15)))).toEqual(
      new Set(['000001', '000002']),
    )
    const { rows } = fleet.acquirer.tables
    expect(rows.rows('batch').map(({ body }) => (body as { state: string }).state)).toEqual(
      fleet.tills.map(() => 'settled'),
    )
    expect([rows.size('payment'), rows.size('posting'), rows.size('exception')]).toEqual([0, 0, 0])
    expect(fleet.tills.every(({ terminal }) => terminal.state.journal.entries === undefined)).toBe(true)
  })

  const faulty = [...FAULT_MODULES.values()].filter(({ harmless }) => !harmless).map(({ name }) => name)
  const groups = [0, 1].map((half) => faulty.filter((_, index) => index % 2 === half))

  it.each(groups)(
    'feels each fault where it is, and says so in the truth alone: %s, %s and others',
    async (...names) => {
      const { touched, truth, attempts, text } = await runOf(
        names.map((fault) => ({ fault, from: 0.25, count: 3 })),
        { seed: 3 },
      )
      const at = new Map(attempts.map((attempt) => [attempt.id, attempt.at]))
      const told = truth.filter((line): line is FaultTruth => line.kind === 'fault')
      for (const name of names) {
        const fault = told.find(({ id }) => id.startsWith(name))
        const own = touched.filter((attempt) => attempt.fault === fault?.id)
        expect(fault, name).toMatchObject({ owner: FAULT_MODULES.get(name)?.owner })
        expect([name, fault?.cause]).toEqual([name, FAULT_MODULES.get(name)?.cause])
        expect(fault?.scope.length, name).toBeGreaterThan(0)
        expect(own.length, `attempts that ${name} touched`).toBeGreaterThan(0)
        expect(own.every(({ id }) => (at.get(id) ?? 0) >= (fault?.from ?? Infinity))).toBe(true)
      }
      const seen = JSON.stringify(attempts)
      expect(told.filter(({ id }) => seen.includes(id))).toEqual([])
      const numbers = text.match(/"[a-zA-Z]+":"\d{13,19}"/g) ?? []
      expect(numbers.find((pair) => !pair.startsWith('"merchant"'))).toBe(undefined)
    },
  )

  it('leaves a stolen card in one pair of hands', async () => {
    const { attempts, truth } = await runOf([{ fault: 'stolen-card', from: 0.4, count: 6 }], { size: HAMLET })
    const scope = truth.flatMap((line) => (line.kind === 'fault' ? line.scope : []))
    const paid = scope.map((card) => {
      const own = attempts.filter((attempt) => `card=${attempt.card}` === card)
      const first = own.findIndex(({ id }) =>
        truth.some((line) => line.kind === 'attempt' && line.id === id && line.fault),
      )
      return first === -1 ? [] : own.slice(first).filter(({ code }) => code === '00')
    })
    expect(scope).toHaveLength(6)
    expect(attempts.filter(({ card }) => scope.includes(`card=${card}`)).length).toBeGreaterThan(6)
    expect(paid.flat()).toEqual([])
  })

  it('takes a fault that is in nobody’s catalogue', async () => {
    const gloves: FaultModule = {
      name: 'thick-gloves',
      owner: 'cardholder',
      install(site) {
        for (const till of site.tills()) {
          site.scope(`terminal=${till.id}`)
          till.hooks.push({
            press(key, press) {
              press(key)
              if (key !== '5' || !site.acts()) return
              site.mark(till.story, 'keypad')
              press('8')
            },
          })
        }
      },
    }
    const { touched, truth } = await runOf([{ fault: 'thick-gloves', from: 0.3, count: 8 }], {
      more: [gloves],
      size: HAMLET,
    })
    expect(truth.find(({ kind }) => kind === 'fault')).not.toHaveProperty('cause')
    expect(touched.length).toBeGreaterThan(3)
    expect(touched.every(({ owner, tryCounted }) => owner === 'cardholder' && tryCounted)).toBe(true)
  })
})
