import { CAUSES, type Owner } from '../causes.ts'
import type { Model } from './index.ts'
import { type Candidate, likelihood, type LikelihoodTable, type Unnamed } from './likelihood.ts'

const OWNERS: readonly Owner[] = ['cardholder', 'terminal', 'link', 'acquirer', 'issuer', 'attacker']
export const UNNAMED: readonly Unnamed[] = OWNERS.map((owner) => `other-${owner}` as const)

/** Who would be to blame for a candidate, in the catalogue or not. */
export const ownerOf = (candidate: Candidate): Owner => OWNER_OF.get(candidate) as Owner

const OWNER_OF: ReadonlyMap<string, Owner> = new Map([
  ...OWNERS.map((owner) => [`other-${owner}`, owner] as const),
  ...Object.entries(CAUSES).map(([cause, { owner }]) => [cause, owner] as const),
])

const NAMES: ReadonlySet<string> = new Set(UNNAMED)
/** `other-card` is no owner's unknown fault: it is the PIN of another card, and has its own rows. */
export const isUnnamed = (candidate: string): candidate is Unnamed => NAMES.has(candidate)

/** In a feature an unnamed fault may show itself as its owner’s known ones do, or as refusals in general, or in any way. */
const LIKE_ITS_KIND = 0.25
const LIKE_ANY = 0.45
/**
 * How busy a card is tells of people: no fault of devices, lines or hosts makes one that is out of the ordinary likelier, whatever
 * one cause of its owner's lives on. And nothing that people do makes a line silent.
 */
const OF_PEOPLE: ReadonlySet<string> = new Set(['pace', 'spread', 'hands'])
const OF_LINES: ReadonlySet<string> = new Set(['issuerLink', 'latency', 'duplicate'])
/** Of what cardholders do and nobody listed, a crowd of strangers has no more in common than of what they are known to do. */
const OF_MINDS: ReadonlySet<string> = new Set(['ranges'])
const PEOPLE: readonly Owner[] = ['cardholder', 'attacker']

/**
 * The model with what nobody listed in it: for each owner a candidate whose expectations are those of all the owner's
 * causes together, and broad. It fits much a little and nothing well, so that a known cause that fits is preferred.
 */
export function withUnnamed(model: Model): Model {
  const known = (Object.keys(model.priors) as Candidate[]).filter((each) => !isUnnamed(each))
  const open = <T extends object>(tables: T): T =>
    Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [name, withRows(name, table as LikelihoodTable, known)]),
    ) as T
  return { ...model, features: open(model.features), incident: open(model.incident) }
}

function withRows(name: string, table: LikelihoodTable, known: readonly Candidate[]): LikelihoodTable {
  const outcomes = Object.keys(table.background)
  const rows = OWNERS.map((owner) => {
    const kind = known.filter((candidate) => ownerOf(candidate) === owner)
    const ordinary =
      (PEOPLE.includes(owner) ? OF_LINES : OF_PEOPLE).has(name) || (owner === 'cardholder' && OF_MINDS.has(name))
    const under = (outcome: string) => kind.map((candidate) => likelihood(table, outcome, candidate))
    const least = outcomes.map((outcome) => Math.min(1, ...under(outcome)))
    const row = outcomes.map((outcome, index) => {
      if (ordinary) return [outcome, (least[index] as number) / sumOf(least)] as const
      const usual = table.background[outcome] as number
      const likeKind = kind.length === 0 ? usual : sumOf(under(outcome)) / kind.length
      const broad = (1 - LIKE_ITS_KIND - LIKE_ANY) / outcomes.length
      return [outcome, LIKE_ITS_KIND * likeKind + LIKE_ANY * usual + broad] as const
    })
    return [`other-${owner}`, Object.fromEntries(row)] as const
  })
  return { ...table, given: { ...table.given, ...Object.fromEntries(rows) } }
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0)
