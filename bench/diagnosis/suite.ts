import type { FaultOrder, Scenario } from '@fiftyfive/simulator'

/**
 * A version once measured stays as it is, its files to the byte. The next one differs from it in what
 * docs/reference/benchmark.md says of them, and in nothing else.
 */
export type SuiteVersion = NonNullable<Scenario['suite']>
export const SUITE_VERSIONS: readonly SuiteVersion[] = [1, 2, 3]
export const SUITE_VERSION: SuiteVersion = 3

export type Kind = 'cause' | 'people' | 'pair' | 'look-alike' | 'quiet' | 'uncatalogued'
export interface SuiteScenario {
  readonly kind: Kind
  readonly scenario: Scenario
  readonly seed: number
}

/** A small town, so that the whole suite runs in a quarter of an hour. */
const TOWN = { terminals: 48, days: 6, issuers: 14, cardholders: 900, traffic: 0.9 }
const CITY = { terminals: 100, days: 9, issuers: 24, cardholders: 2_000, traffic: 0.9 }

type Order = Omit<FaultOrder, 'fault'>

/** Each cause alone, in two strengths, widths or shapes of time. Days count from the beginning. */
const CAUSES: Readonly<Record<string, readonly [Order, Order]>> = {
  'dead-key': [{ from: 3.42 }, { from: 2.6, count: 2, strength: 0.45 }],
  'bouncing-key': [
    { from: 3.5, strength: 0.8 },
    { from: 2.5, count: 2, strength: 0.3 },
  ],
  'input-layer': [
    { from: 3, strength: 0.08 },
    { from: 2, until: 6, strength: 0.04 },
  ],
  accessibility: [{ from: 2 }, { from: 3, strength: 0.6 }],
  'wrong-terminal-key': [{ from: 3.4 }, { from: 2.45, until: 4.6, count: 3 }],
  'sign-on-key-lost': [{ from: 3.45 }, { from: 2.5, until: 6, strength: 0.5 }],
  'dukpt-counter': [
    { from: 3.4, until: 6 },
    { from: 2.5, count: 2, strength: 0.5 },
  ],
  'keys-swapped': [{ from: 3.38, until: 6 }, { from: 2.7 }],
  'zone-key': [
    { from: 4.41, until: 4.7 },
    { from: 3.55, until: 3.62 },
  ],
  'block-format': [
    { from: 3, until: 6 },
    { from: 4, strength: 0.25 },
  ],
  'pan-mismatch': [{ from: 3 }, { from: 4, strength: 0.5 }],
  'hsm-fault': [
    { from: 4.45, until: 4.8 },
    { from: 3.4, until: 5, strength: 0.12 },
  ],
  'issuer-data': [
    { from: 3.1, until: 5 },
    { from: 2.5, strength: 0.25 },
  ],
  'stand-in': [
    { from: 4.4, until: 4.75 },
    { from: 3.4, until: 5, intermittent: { on_min: 40, off_min: 120 } },
  ],
  'code-mapping': [{ from: 2.5 }, { from: 3.4, until: 6, strength: 0.6 }],
  'pin-missing': [
    { from: 3.4, strength: 0.4 },
    { from: 2.5, strength: 0.12 },
  ],
  'cvm-config': [{ from: 3 }, { from: 4, until: 6, strength: 0.12 }],
  incompatible: [
    { from: 3, strength: 0.5 },
    { from: 3, strength: 0.15 },
  ],
  network: [
    { from: 4.42, until: 4.6, strength: 0.7 },
    { from: 3.4, until: 6, strength: 0.08 },
  ],
  corrupt: [
    { from: 3.4, strength: 0.3 },
    { from: 2.5, strength: 0.12, intermittent: { on_min: 90, off_min: 240 } },
  ],
  'card-worn': [
    { from: 3.4, strength: 0.85 },
    { from: 2.5, strength: 0.65, count: 2 },
  ],
  'risk-block': [{ from: 3 }, { from: 3, strength: 0.4 }],
  'stolen-card': [
    { from: 3.4, count: 3 },
    { from: 2.5, count: 8 },
  ],
  'distributed-guess': [
    { from: 4.4, until: 4.8, count: 60 },
    { from: 3.4, until: 5.8, count: 60 },
  ],
  tamper: [{ from: 3.4 }, { from: 3.4, strength: 0.4 }],
  'clock-batch': [{ from: 3.4 }, { from: 2.5, count: 2, strength: 0.6 }],
}

/** What people do more than usual: refusals with ordinary causes, and nothing that anybody could repair. */
const PEOPLE = [
  'slip',
  'wrong-length',
  'forgotten',
  'other-card',
  'changed',
  'same-wrong-again',
  'online-locked',
  'chip-locked',
]
const LOOK_ALIKES: readonly FaultOrder[] = [
  { fault: 'promotion', from: 3, until: 6 },
  { fault: 'holiday', from: 4, until: 6 },
  { fault: 'new-range', from: 3 },
  { fault: 'harmless-rollout', from: 2.5 },
]
const PAIRS: readonly (readonly [FaultOrder, FaultOrder])[] = [
  [
    { fault: 'dead-key', from: 3.4 },
    { fault: 'zone-key', from: 4.45, until: 4.7 },
  ],
  [
    { fault: 'input-layer', from: 3, strength: 0.06 },
    { fault: 'issuer-data', from: 3.5, strength: 0.5 },
  ],
  [
    { fault: 'harmless-rollout', from: 3 },
    { fault: 'wrong-terminal-key', from: 3.4, count: 2 },
  ],
  [
    { fault: 'promotion', from: 3, until: 6 },
    { fault: 'bouncing-key', from: 4.4, strength: 0.7 },
  ],
  [
    { fault: 'network', from: 4.4, until: 4.7, strength: 0.4 },
    { fault: 'hsm-fault', from: 4.5, until: 4.8, strength: 0.5 },
  ],
  [
    { fault: 'distributed-guess', from: 4.4, until: 5, count: 50 },
    { fault: 'forgotten', from: 3 },
  ],
]
/** Kinds that are in nobody's catalogue; only the owner can be right. */
const UNCATALOGUED: Readonly<Record<string, readonly [Order, Order]>> = {
  'phone-layout': [{ from: 3.4 }, { from: 2.5, strength: 0.3 }],
  'wrong-route': [
    { from: 3.4, until: 5 },
    { from: 4.45, until: 4.75 },
  ],
  'busy-issuer-module': [{ from: 3 }, { from: 4, until: 6, count: 2 }],
}

/** What is of another strength since version 2: in version 1 no card in question is used again. */
const SINCE_2: Readonly<Record<string, Order>> = { 'chip-locked': { strength: 0.4 } }

/**
 * The scenarios on their seeds. `training` is the same town on other seeds, an hour later and with other strengths: for
 * whoever has to learn something.
 */
export function suiteOf(part: 'suite' | 'training', version: SuiteVersion = SUITE_VERSION): readonly SuiteScenario[] {
  const training = part === 'training'
  let seed = training ? 50_000 : 1_000
  const shift = (order: FaultOrder): FaultOrder =>
    training
      ? {
          ...order,
          ...(order.from === undefined ? {} : { from: order.from + 0.04 }),
          ...(order.strength === undefined ? {} : { strength: order.strength * 0.85 }),
        }
      : order
  const one = (
    kind: Kind,
    name: string,
    faults: readonly FaultOrder[],
    size: Partial<Scenario> = TOWN,
  ): SuiteScenario => ({
    kind,
    scenario: { name, ...size, faults: faults.map(shift), suite: version },
    seed: ++seed,
  })
  const variants = (kind: Kind, table: typeof CAUSES) =>
    Object.entries(table).flatMap(([fault, orders]) =>
      orders.map((order, index) => one(kind, `${fault}-${'ab'[index]}`, [{ fault, ...order }])),
    )
  return [
    ...variants('cause', CAUSES),
    ...PEOPLE.map((fault) => one('people', fault, [{ fault, from: 2.5, ...(version > 1 ? SINCE_2[fault] : {}) }])),
    ...PAIRS.map((faults, index) => one('pair', `pair-${index + 1}`, faults)),
    ...LOOK_ALIKES.map((order) => one('look-alike', order.fault, [order])),
    ...variants('uncatalogued', UNCATALOGUED),
    ...[1, 2, 3].map((index) => one('quiet', `quiet-${index}`, [], CITY)),
  ]
}

/** A few of each kind, for every day. */
export const quickSuite = (version?: SuiteVersion): readonly SuiteScenario[] =>
  suiteOf('suite', version).filter(({ scenario }) => QUICK.has(scenario.name))
const QUICK: ReadonlySet<string> = new Set([
  'dead-key-a',
  'zone-key-a',
  'wrong-terminal-key-a',
  'slip',
  'promotion',
  'phone-layout-a',
])
