import { AcquirerTables } from '@fiftyfive/acquiring'
import { IssuerTables } from '@fiftyfive/issuing'
import { Pan, type Random, seededRandom } from '@fiftyfive/kernel'
import { isGuessablePin } from '@fiftyfive/security'
import { checkAtRest } from './audit/at-rest.ts'
import { Auditor, type Truth } from './audit/auditor.ts'
import { AcquirerParty } from './parties/acquirer-party.ts'
import { IssuerParty, type SimulatedCard } from './parties/issuer-party.ts'
import { activationKey, connectModule, moduleBox, shareZoneKeys } from './parties/security-module.ts'
import { TerminalParty } from './parties/terminal-party.ts'
import { type Breach, World } from './world/world.ts'
import { Cashier } from './workload/cashier.ts'

const TERMINALS = 3
const CARDS = 6
const HOUR_MS = 3_600_000
/** Invariant 30: the time after which everything must have come to rest. */
const REST_MS = 15 * 60_000
const PROOF_MS = 3 * 60_000
const COUNTER_MS = 60_000

export interface Simulation {
  readonly seed: number
  /** Virtual hours with faults; the time to come to rest is added. */
  readonly hours: number
  /** Only these faults strike, as `faults` of an earlier outcome names them. */
  readonly only?: ReadonlySet<string>
  /** Keep a line for everything that happens. */
  readonly story?: boolean
}

export interface Outcome {
  readonly seed: number
  readonly hours: number
  readonly breach: Breach | undefined
  readonly faults: readonly string[]
  readonly story: readonly string[]
  /** That the acquirer received. */
  readonly payments: number
  readonly approved: number
  /** Requests of terminals that the acquirer answered: payments, reversals, sign-ons, settlements, questions; repeats count once. */
  readonly transactions: number
  readonly events: number
}

/** Runs one seed to its end or to the first broken promise. The same seed and hours give the same outcome. */
export async function simulate({ seed, hours, ...options }: Simulation): Promise<Outcome> {
  const world = new World(seed, options)
  const { truth, audit, tills, issuer, acquirer, cards } = await assemble(world, seed)
  const cashiers = tills.map(
    (till, index) =>
      new Cashier({ seed, truth, till, cards: cards.slice(0, CARDS), changing: cards[CARDS + index] as SimulatedCard }),
  )
  const broken = () => world.breach !== undefined
  const run = (duration_ms: number) => world.time.runUntil(world.time.now() + duration_ms, broken)

  acquirer.powerOn()
  for (const till of tills) till.powerOn()
  keepUnlocking(world, issuer, cards)
  world.dice.quiet = false
  world.threaten('A', () => acquirer.cutPower())
  world.threaten('I', () => issuer.cutPower())
  for (const till of tills) {
    world.threaten(till.id, () => till.cutPower())
    if (world.dice.strikes('lost-terminal', till.id)) {
      world.time.after(world.dice.whole(hours * HOUR_MS, `lost/${till.id}`), () => till.lose())
    }
  }
  for (const cashier of cashiers) cashier.start()
  await run(hours * HOUR_MS)

  world.dice.quiet = true
  for (const cashier of cashiers) cashier.mode = 'tidying'
  await run(REST_MS)
  checkAtRest(truth)

  for (const cashier of cashiers) cashier.mode = 'proving'
  await run(PROOF_MS)
  for (const [index, { proven }] of cashiers.entries()) {
    if (truth.lost.has(tills[index]?.id ?? '')) continue
    const screen = JSON.stringify(tills[index]?.terminal?.state.screen)
    world.check(proven > 0, 30, () => `${tills[index]?.id ?? ''} cannot sell any more: ${screen}`)
  }
  return {
    seed,
    hours,
    breach: world.breach,
    faults: world.dice.struck,
    story: world.story,
    payments: truth.acquirer.rows.size('payment'),
    approved: truth.printed.size,
    transactions: audit.acquirer.transactions,
    events: world.time.events,
  }
}

async function assemble(world: World, seed: number) {
  const truth: Truth = {
    world,
    acquirer: new AcquirerTables(),
    issuer: new IssuerTables(),
    flash: new Map(),
    entries: new Map(),
    withPin: new Set(),
    printed: new Set(),
    settled: new Set(),
    wallets: new Map(),
    lost: new Set(),
  }
  const audit = new Auditor(truth)
  const none = { publicKey: async () => new Uint8Array(0), open: async () => undefined }
  const cores = {
    acquirer: moduleBox(world, seed, 'acquirer', activationKey()),
    issuer: moduleBox(world, seed, 'issuer', none),
  }
  const issuer = new IssuerParty({ world, audit, core: cores.issuer, seed, tables: truth.issuer })
  const acquirer = new AcquirerParty({ world, audit, core: cores.acquirer, seed, issuer, truth })
  const cards = population(seed)
  const tills: TerminalParty[] = []
  await world.time.complete(
    (async () => {
      const setup = world.life('setup')
      const modules = [
        connectModule(world, 'A', cores.acquirer, setup),
        connectModule(world, 'I', cores.issuer, setup),
      ] as const
      const zoneKeys = await shareZoneKeys(seed, ...modules)
      await issuer.prepare(zoneKeys.theirs, cards)
      await acquirer.prepare(zoneKeys.ours)
      const { activationCode, service } = acquirer.service()
      for (let number = 1; number <= TERMINALS; number++) {
        const till = new TerminalParty({ world, audit, acquirer, seed, number, truth })
        await till.enrol(service, await activationCode())
        truth.flash.set(till.id, till.flash)
        tills.push(till)
      }
    })(),
  )
  return { truth, audit, tills, issuer, acquirer, cards }
}

function population(seed: number): SimulatedCard[] {
  const random = seededRandom(`${seed}/cards`)
  return Array.from({ length: CARDS + TERMINALS }, (_, index) => ({
    pan: `62258802${seed.toString().padStart(6, '0').slice(-6)}${String(index).padStart(4, '0')}`,
    pin: pinFor(random),
    balance_minor: 100_000_000,
    ...(index >= CARDS ? { chip: true } : {}),
  }))
}

/** Six digits, drawn again when anybody would guess them: no issuer takes those. */
function pinFor(random: Random): string {
  for (;;) {
    const pin = [...random.bytes(6)].map((byte) => String(byte % 10)).join('')
    if (!isGuessablePin(pin)) return pin
  }
}

/** Customers with a locked card go to their bank. */
function keepUnlocking(world: World, issuer: IssuerParty, cards: readonly SimulatedCard[]): void {
  world.time.after(COUNTER_MS, () => {
    for (const { pan } of cards) {
      const card = issuer.tables.cards.get(issuer.vault.store(Pan.of(pan)).token)
      if (card?.triesLeft === 0) void issuer.unlock(pan)
    }
    keepUnlocking(world, issuer, cards)
  })
}
