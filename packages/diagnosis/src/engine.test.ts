import { randomFraction, randomInteger, seededRandom, type Random } from '@fiftyfive/kernel'
import { fill, messagesIn } from '@fiftyfive/messages'
import { describe, expect, test } from 'vitest'
import type { Attempt } from './attempt.ts'
import { DiagnosisEngine, type Finding } from './engine.ts'
import type { Incident } from './incidents/incident.ts'
import { MODEL } from './model/index.ts'
import { approval, MORNING, pad, refusal } from './testing.ts'

const MINUTE = 60_000

/** A day of a small fleet: cards come to terminals, now and then somebody slips and enters the PIN again. */
function* day(
  seed: string,
  options: { readonly attempts: number; readonly change?: (attempt: Attempt, random: Random) => Attempt },
): Generator<Attempt> {
  const random = seededRandom(seed)
  for (let index = 0, at = MORNING; index < options.attempts; index++) {
    at += 20_000 + randomInteger(random, 20_000)
    const terminal = randomInteger(random, 40)
    const base = approval({
      id: `${seed}-${index}`,
      at,
      terminal: `T${terminal}`,
      merchant: `M${terminal % 10}`,
      model: terminal < 20 ? 'small' : 'smart',
      softwareVersion: '1.0.0',
      range: `62258${randomInteger(random, 6)}`,
      link: `link-${randomInteger(random, 3)}`,
      node: `hsm-${randomInteger(random, 2)}`,
      card: `c${randomInteger(random, 4_000)}`,
      pinDigitsUsual: 6,
    })
    const attempt = options.change?.(base, random) ?? base
    const slipped = attempt === base && randomFraction(random) < 0.02
    if (!slipped) {
      yield attempt
      continue
    }
    yield refusal({ ...base, code: '55', issuerCode: '55', triesLeft: 2 })
    at += 25_000
    yield { ...base, id: `${base.id}-again`, at, pinPad: pad({ entry: 2, repeated: false }) }
  }
}

const wrongKey = (attempt: Attempt): Attempt => {
  const { issuerCode: _code, issuerLink: _link, latency_ms: _latency, ...refused } = attempt
  return {
    ...refused,
    code: '99',
    forwarded: false,
    answeredBy: 'acquirer',
    keyCheck: 'other',
    pinBlock: { shape: 'bad-control', underPreviousKey: false },
  }
}

function run(attempts: Iterable<Attempt>, engine = new DiagnosisEngine()): Finding[] {
  const findings = [...attempts].flatMap((attempt) => engine.observe(attempt))
  return [...findings, ...engine.settle(Number.MAX_SAFE_INTEGER)]
}
const incidentsOf = (findings: readonly Finding[]): Incident[] => [
  ...new Map(
    findings.flatMap((each) => (each.type === 'incident' ? [[each.incident.id, each.incident]] : [])),
  ).values(),
]
const isVerdictOf = (attempt: string) => (finding: Finding) =>
  finding.type === 'verdict' && finding.verdict.attempt === attempt
const verdictsOf = (findings: readonly Finding[]) =>
  new Map(findings.flatMap((each) => (each.type === 'verdict' ? [[each.verdict.attempt, each.verdict]] : [])))

describe('DiagnosisEngine', () => {
  test('finds no incident on a healthy day, and slips where people slipped', () => {
    const findings = run(day('healthy', { attempts: 3_000 }))
    expect(incidentsOf(findings).filter(({ state }) => state !== 'dismissed')).toEqual([])
    const causes = [...verdictsOf(findings).values()].map(({ cause }) => cause)
    expect(causes.length).toBeGreaterThan(30)
    expect(causes.filter((cause) => cause === 'slip').length).toBeGreaterThan(0.9 * causes.length)
  })

  test('finds a terminal with a wrong key within five cards, names it and says why', () => {
    const from = MORNING + 300 * MINUTE
    const change = (attempt: Attempt) => (attempt.terminal === 'T7' && attempt.at > from ? wrongKey(attempt) : attempt)
    const incidents = incidentsOf(run(day('wrong-key', { attempts: 3_000, change }))).filter(
      ({ state }) => state !== 'dismissed',
    )
    expect(incidents).toHaveLength(1)
    expect(incidents[0]).toMatchObject({ scope: ['terminal=T7'], cause: 'wrong-terminal-key' })
    const { evidence } = messagesIn('en')
    const sentences = incidents[0]?.evidence.map(({ id, values }) =>
      fill(evidence[id as keyof typeof evidence], values),
    )
    expect(sentences).toContain('The acquirer decided (99); the bank was not asked.')
    expect(sentences?.filter((sentence) => sentence.includes('{'))).toEqual([])
    const opened = run(day('wrong-key', { attempts: 3_000, change })).find((each) => each.type === 'incident')
    expect(opened?.type === 'incident' && opened.incident.figures.cards).toBeLessThanOrEqual(5)
  })

  test('two cards are enough where each verdict is proof by itself', () => {
    let lost = 0
    const change = (attempt: Attempt): Attempt => {
      if (attempt.terminal !== 'T7' || attempt.at < MORNING + 60 * MINUTE || lost === 2) return attempt
      lost++
      return {
        ...wrongKey(attempt),
        mac: 'valid-previous',
        keyCheck: 'previous',
        pinBlock: { shape: 'bad-control', underPreviousKey: true },
      }
    }
    const incidents = incidentsOf(run(day('lost', { attempts: 300, change })))
    expect(incidents).toMatchObject([{ scope: ['terminal=T7'], cause: 'sign-on-key-lost', figures: { cards: 2 } }])
  })

  test('judges what was refused before the incident was found again', () => {
    const from = MORNING + 300 * MINUTE
    const link = (attempt: Attempt): Attempt =>
      attempt.link === 'link-1' && attempt.at > from
        ? { ...attempt, code: '96', issuerCode: '96', keyCheck: 'current' }
        : attempt
    const findings = run(day('link', { attempts: 2_000, change: link }))
    const incident = incidentsOf(findings).find(({ state }) => state !== 'dismissed')
    expect(incident?.scope).toEqual(['link=link-1'])
    const revised = findings.filter((each) => each.type === 'verdict' && each.verdict.stage === 'revised')
    expect(revised.length).toBeGreaterThan(0)
  })

  test('one fault at two terminals is one incident in two places', () => {
    const from = MORNING + 300 * MINUTE
    const both = new Set(['T7', 'T23'])
    const change = (attempt: Attempt) => (both.has(attempt.terminal) && attempt.at > from ? wrongKey(attempt) : attempt)
    const incidents = incidentsOf(run(day('two-keys', { attempts: 3_000, change }))).filter(
      ({ ended }) => ended?.why !== 'harmless' && ended?.why !== 'merged',
    )
    expect(incidents.map(({ scope }) => scope.toSorted())).toEqual([['terminal=T23', 'terminal=T7']])
  })

  test('a rise that people bring about is no incident, and still says who else may be behind its refusals', () => {
    const from = MORNING + 300 * MINUTE
    function* hurried(): Generator<Attempt> {
      for (const attempt of day('hurried', { attempts: 3_000 })) {
        const slips = attempt.merchant === 'M3' && attempt.at > from && attempt.at % 3 === 0 && attempt.code === '00'
        if (slips) yield refusal({ ...attempt, id: `${attempt.id}-slip`, code: '55', issuerCode: '55', triesLeft: 2 })
        yield slips ? { ...attempt, at: attempt.at + 9_000, pinPad: pad({ entry: 2, repeated: false }) } : attempt
      }
    }
    // Something is on record, and so it tells that nothing is on record of this place.
    const engine = new DiagnosisEngine()
    engine.record({ kind: 'sign-on', at: MORNING, terminal: 'T1', code: '00' })
    const findings = run(hurried(), engine)
    const incidents = incidentsOf(findings)
    expect(incidents.map(({ state }) => state)).toContain('dismissed')
    expect(incidents.filter(({ state }) => state !== 'dismissed')).toEqual([])
    const [dismissed] = incidents
    const touched = [...verdictsOf(findings).values()].filter(({ evidence }) =>
      evidence.some(({ id, values }) => id === 'incident' && values['id'] === dismissed?.id),
    )
    expect(touched.length).toBeGreaterThan(3)
    const sure = touched.filter(({ ranking: [first] }) => first?.cause !== 'other')
    expect(sure.length).toBeGreaterThan(0.9 * touched.length)
    for (const { owners } of touched) expect(owners?.[0]?.owner).toBe('cardholder')
    for (const { evidence } of sure) {
      // It speaks against the cause that leads, a cardholder's.
      expect(evidence.find(({ id }) => id === 'incident')?.weight).toBeLessThan(0)
    }
  })

  test('of a log without records, PIN flags and nodes nothing of these is evidence', () => {
    function* broken(): Generator<Attempt> {
      for (const { id, at, terminal, merchant, card, range, code } of day('bare', { attempts: 1_500 })) {
        const fails = at > MORNING + 300 * MINUTE && id.endsWith('7')
        yield { id, at, terminal, merchant, card, range, code: fails ? '96' : code }
      }
    }
    const told = (engine: DiagnosisEngine) => [...verdictsOf(run(broken(), engine)).values()]
    const bare = told(new DiagnosisEngine())
    expect(bare.length).toBeGreaterThan(20)
    for (const { evidence } of bare)
      expect(evidence.map(({ id }) => id).filter((id) => /^(opened|pinPresence|origin|record)\./.test(id))).toEqual([])
    const kept = new DiagnosisEngine()
    kept.record({ kind: 'sign-on', at: MORNING, terminal: 'T1', code: '00' })
    expect(told(kept).some(({ evidence }) => evidence.some(({ id }) => id === 'opened.no'))).toBe(true)
  })

  test('another version of the model judges from then on, and earlier verdicts keep theirs', () => {
    const engine = new DiagnosisEngine()
    const [before] = engine.observe(refusal({ id: 'before' }))
    engine.use({ ...MODEL, version: 'another' })
    const after = engine.observe(refusal({ id: 'after', at: MORNING + MINUTE, card: 'c2' })).find(isVerdictOf('after'))
    expect(before).toMatchObject({ verdict: { model: MODEL.version } })
    expect(after).toMatchObject({ verdict: { model: 'another' } })
  })

  test('evidence is told for the cause first, heaviest first, and then against it', () => {
    const { evidence } = new DiagnosisEngine().judge(refusal({ pinPad: pad({ time: 'slow' }) }))
    const firstAgainst = evidence.findIndex(({ weight }) => weight < 0)
    expect(firstAgainst).toBeGreaterThan(0)
    for (const part of [evidence.slice(0, firstAgainst), evidence.slice(firstAgainst)]) {
      const weights = part.map(({ weight }) => weight)
      expect(weights).toEqual(weights.toSorted((a, b) => Math.abs(b) - Math.abs(a)))
      expect(new Set(weights.map(Math.sign)).size).toBe(1)
    }
  })

  test('a card that is refused from shop to shop is told when it is read as its holder never has it read', () => {
    function* roaming(entryMode: NonNullable<Attempt['entryMode']>): Generator<Attempt> {
      const base = { card: 'c-roams', range: '622588', pinDigitsUsual: 6 }
      yield* day('roaming', { attempts: 400 })
      for (let visit = 0, at = MORNING + 300 * MINUTE; visit < 8; visit++, at += 30 * MINUTE) {
        const there = { ...base, id: `visit-${visit}`, at, terminal: `T${visit}`, merchant: `M${visit}` }
        if (visit < 3) yield approval({ ...there, entryMode: 'contactless' })
        else {
          const code = visit < 6 ? '55' : '75'
          const triesLeft = Math.max(0, 5 - visit)
          yield refusal({ ...there, entryMode, code, issuerCode: code, triesLeft, pinPad: pad({ time: 'slow' }) })
        }
      }
    }
    const told = (entryMode: NonNullable<Attempt['entryMode']>) => {
      const findings = run(roaming(entryMode))
      const last = verdictsOf(findings).get('visit-6')
      const cases = incidentsOf(findings).map(({ scope, cause }) => [scope, cause])
      return { cases, isGuess: last?.cause === 'stolen-card' }
    }
    expect(told('chip')).toEqual({ cases: [[['card=c-roams'], 'stolen-card']], isGuess: true })
    expect(told('contactless')).toEqual({ cases: [], isGuess: false })
  })

  test('a fault that nobody listed is unknown, and its shape says whose it is', () => {
    const from = MORNING + 300 * MINUTE
    const change = (attempt: Attempt): Attempt =>
      attempt.link === 'link-1' && attempt.at > from
        ? { ...attempt, code: '93', issuerCode: '93', issuerLink: 'answered', keyCheck: 'current' }
        : attempt
    const findings = run(day('strange', { attempts: 2_000, change }))
    const incident = incidentsOf(findings).find(({ state }) => state !== 'dismissed')
    expect(incident).toMatchObject({ scope: ['link=link-1'], cause: 'unknown', symptom: 'other-refusal' })
    expect(['link', 'acquirer']).toContain(incident?.owners?.[0]?.owner)
    const strange = [...verdictsOf(findings).values()].filter(
      ({ cause, evidence }) => cause === 'unknown' && evidence.some(({ id }) => id === 'incident'),
    )
    expect(strange.length).toBeGreaterThan(100)
  })

  test('says when an incident is over', () => {
    const [from, until] = [MORNING + 200 * MINUTE, MORNING + 400 * MINUTE]
    const change = (attempt: Attempt) =>
      attempt.terminal === 'T7' && attempt.at > from && attempt.at < until ? wrongKey(attempt) : attempt
    const [incident] = incidentsOf(run(day('over', { attempts: 3_000, change })))
    expect(incident).toMatchObject({ state: 'resolved', ended: { why: 'recovered' } })
    expect(incident?.ended?.at).toBeGreaterThan(until)
  })

  test('counts each session once, however many symptoms it shows and however often its place is found anew', () => {
    const from = MORNING + 200 * MINUTE
    const change = (attempt: Attempt, random: Random): Attempt => {
      if (attempt.link !== 'link-1' || attempt.at < from) return attempt
      const code = randomFraction(random) < 0.5 ? '96' : '81'
      return refusal({ ...attempt, code, issuerCode: code })
    }
    const incidents = incidentsOf(run(day('counted', { attempts: 3_000, change })))
    for (const { figures } of incidents) expect(figures.failed).toBeLessThanOrEqual(figures.sessions)
    const told = incidents.filter(({ ended }) => ended?.why !== 'harmless' && ended?.why !== 'merged')
    expect(told.map(({ scope }) => scope)).toEqual([['link=link-1']])
    // The log ends after a day: nothing is said to have happened at the end of time.
    for (const { updatedAt } of incidents) expect(updatedAt).toBeLessThan(MORNING + 10 * 24 * 60 * MINUTE)
  })

  test('cards that were locked by a dead key are part of it, and no incident of their own', () => {
    const from = MORNING + 200 * MINUTE
    const change = (attempt: Attempt, random: Random): Attempt => {
      if (attempt.terminal !== 'T7' || attempt.at < from || randomFraction(random) > 0.5) return attempt
      return refusal({ ...attempt, code: '55', issuerCode: '55', triesLeft: 1, pinPad: pad({ digits: 5 }) })
    }
    const locked = (attempts: Iterable<Attempt>): Attempt[] =>
      [...attempts].flatMap((attempt) => {
        if (attempt.code !== '55' || attempt.terminal !== 'T7') return [attempt]
        const again = { ...attempt, id: `${attempt.id}-75`, at: attempt.at + 1, code: '75', issuerCode: '75' }
        return [attempt, { ...again, triesLeft: 0 }]
      })
    const incidents = incidentsOf(run(locked(day('locked', { attempts: 3_000, change })))).filter(
      ({ state }) => state !== 'dismissed',
    )
    expect(incidents.map(({ scope, cause }) => [scope, cause])).toEqual([[['terminal=T7'], 'dead-key']])
  })

  test('a log without cards says nothing of cards, and still shows where something is wrong', () => {
    const from = MORNING + 200 * MINUTE
    const change = (attempt: Attempt) => (attempt.terminal === 'T7' && attempt.at > from ? wrongKey(attempt) : attempt)
    const nameless = [...day('no-cards', { attempts: 2_000, change })].map((attempt) => ({ ...attempt, card: '' }))
    const findings = run(nameless)
    const told = incidentsOf(findings).filter(({ state }) => state !== 'dismissed')
    expect(told.map(({ scope }) => scope)).toEqual([['terminal=T7']])
    const ids = [...verdictsOf(findings).values()].flatMap(({ evidence }) => evidence.map(({ id }) => id))
    const ofCards = /^(refusedBefore|elsewhere|spread|pace|lock|next|acquaintance)\b/
    expect(ids.length).toBeGreaterThan(100)
    expect(ids.filter((id) => ofCards.test(id))).toEqual([])
  })

  test('the same history gives the same findings', () => {
    const change = (attempt: Attempt) => (attempt.terminal === 'T7' ? wrongKey(attempt) : attempt)
    const twice = [1, 2].map(() => JSON.stringify(run(day('again', { attempts: 800, change }))))
    expect(twice[0]).toBe(twice[1])
  })

  test('every verdict is a distribution, with evidence that adds up to its log-odds', () => {
    for (const { ranking, confidence } of verdictsOf(run(day('sums', { attempts: 600 }))).values()) {
      expect(ranking.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1 + 1e-9)
      expect(confidence).toBeGreaterThan(0)
    }
  })
})
