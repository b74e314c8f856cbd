import type { Instant } from '@fiftyfive/kernel'
import { type Acquaintance, type Attempt, payerOf } from '../attempt.ts'
import { dimensionsOf } from '../dimensions.ts'
import { isApproved } from '../evidence/outcome.ts'
import type { Model } from '../model/index.ts'
import { indexOf, indicesOf, SYMPTOMS } from '../symptoms.ts'
import type { Verdict } from '../verdict.ts'
import { Banks } from './banks.ts'
import { type Causes, INDIFFERENT } from './causes-asked.ts'
import { Cards } from './cards.ts'
import { type Deviation, hasRecovered, newDeviation } from './deviation.ts'
import { EndedDeviations } from './ended-deviations.ts'
import { explains, isCard, narrowest, unexplained, usualShare } from './explained.ts'
import { FleetCounters } from './fleet-counters.ts'
import { locate, type Located, type PlaceOdds, rivalsAround, TELLING } from './locate.ts'
import { OpenDeviations } from './open-deviations.ts'
import { awayOf } from './away.ts'
import { patternOf } from './pattern.ts'
import { NO_PLACE, type Place, Places, type Within } from './places.ts'
import { Sessions, type Session } from './sessions.ts'
import { Suspicions } from './suspicions.ts'
import { Tally } from './tally.ts'
import { type Stretch, Window } from './window.ts'
import { isWorthMoving } from './worth-moving.ts'

const DAY_MS = 86_400_000
const CARDS_MIN = 3
/** Without a payment in its scope for so long an incident is closed: nobody knows any more. */
const QUIET_MS = 5 * DAY_MS
/** Share of a deviation's sessions that a new scope has to cover. */
const MOST = 0.8
const MOSTLY = 0.5
/** A card that so many terminals refused within a day is looked at, with all that was seen of it for two days. */
const ROAMING_TERMINALS = 3
const OTHERWISE_MIN = 2
const CARD_WINDOW_MS = 2 * DAY_MS

/** An attempt in its place: its session, if there is something to tell of it, and the running number of one that it began. */
interface Seen {
  readonly place: Place
  readonly session: Session | undefined
  readonly number: number | undefined
  /** Symptoms (bits) that the session shows for the first time. */
  readonly fresh: number
}

/** A scope in which a symptom may have become more frequent. */
interface Found extends Located {
  readonly kind: number
  readonly sessions: Stretch
  readonly now: Instant
  readonly cards_min: number
}

/** What changed with an observation. */
export interface Change {
  readonly deviation: Deviation
  readonly what: 'opened' | 'reopened' | 'grew' | 'moved' | 'ended'
}

/**
 * Hears every attempt in order and finds where a symptom has become more frequent: a counter of some scope alarms, the
 * sessions since then are searched for the smallest element that explains the rise, and what lies in it is explained
 * from then on, so that one fault does not raise a second alarm from its merchant, its model or its version.
 */
export class DeviationWatch {
  readonly #cards = new Cards()
  readonly #places = new Places(this.#cards)
  /** The place of the attempt that is looked at, over and over the same list of numbers. */
  readonly #here = NO_PLACE.slice()
  readonly #sessions = new Sessions(this.#cards)
  readonly #counters = new FleetCounters()
  readonly #banks = new Banks()
  readonly #suspicions = new Suspicions()
  /** Sessions so far. */
  #begun = 0
  readonly #window = new Window()
  readonly #tally = new Tally(this.#counters, this.#banks)
  readonly #open = new OpenDeviations<Deviation>()
  /** Nothing that is open falls silent before. */
  #quietFrom: Instant = 0
  readonly #ended = new EndedDeviations()

  acquaintance(attempt: Attempt): Acquaintance | undefined {
    return this.#cards.acquaintance(attempt)
  }

  /**
   * The deviation that shows itself in the attempt, the narrowest if there are several; also one that is over by now, and
   * one that was let alone lately.
   */
  covering(attempt: Attempt, symptoms: number): Deviation | undefined {
    const place = this.#places.of(attempt)
    // Where most fail, whatever else is seen there follows from it: tries that were used up, other codes.
    const fits = ({ kinds, covers, scope, from, failed, sessions }: Deviation) =>
      ((kinds & symptoms) !== 0 || failed > MOSTLY * sessions || isCard(scope)) && from <= attempt.at && covers(place)
    const open = narrowest(this.#open.around(place).filter(fits))
    if (open) return open
    const ended = this.#ended.at(attempt.at).filter(fits)
    // What was let alone first and was told after all is not let alone again once it is over.
    return narrowest(ended.filter(({ state }) => state === 'resolved')) ?? narrowest(ended)
  }

  /** Share of sessions that usually show its symptom, in the whole fleet. */
  usualRate({ kind }: Deviation): number {
    return this.#counters.fleetRate(kind)
  }

  /** How many terminals were heard of. */
  get terminals(): number {
    return this.#counters.terminals
  }

  get open(): readonly Deviation[] {
    return this.#open.all
  }

  observe(
    attempt: Attempt,
    causes: Causes = INDIFFERENT,
  ): { readonly session: Session | undefined; readonly changes: readonly Change[] } {
    const place = this.#places.of(attempt, this.#here)
    this.#quietFrom = Math.min(this.#quietFrom, attempt.at + QUIET_MS)
    const { session, begins, fresh } = this.#sessions.add(attempt, place)
    if (begins) {
      this.#begun++
      this.#counters.session(place, attempt.at, this.#places.tills, this.#places.routes)
      this.#banks.add(place)
    }
    const number = begins ? this.#window.add(place, attempt, session) : undefined
    if (session && fresh !== 0) this.#window.update(session)
    const changes: Change[] = []
    for (const deviation of this.#open.around(place))
      // Another one may have taken it in a moment ago.
      if (deviation.state === 'open')
        this.#follow(deviation, attempt, { place, session, number, fresh }, changes, causes)
    if (!session || (fresh === 0 && isApproved(attempt))) return { session, changes }
    const known = this.#open.around(session.place).find((each) => explains(each, session))
    if (known) {
      for (const kind of indicesOf(fresh)) this.#explain([session], kind, usualShare(known), false)
      return { session, changes }
    }
    if (!isApproved(attempt)) changes.push(...this.#roaming(attempt, causes))
    for (const kind of indicesOf(fresh)) {
      // A chip that cannot be read ends in a stripe, and still is a matter of chips.
      const unread = kind === READING && attempt.entryMode === 'stripe'
      const where = unread ? this.#places.moved(place, 'entry', 'chip') : place
      const since = this.#counters.fail(where, attempt.at, kind)
      if (since === undefined) continue
      changes.push(...this.#locate(kind, since, attempt.at, causes))
      break
    }
    return { session, changes }
  }

  /** The verdict on a refusal that no incident explains: together with others it may be too much for one place. */
  suspect(
    session: Session,
    { ranking, model, at: now }: Pick<Verdict, 'ranking'> & { readonly model: Model; readonly at: Instant },
    causes: Causes,
  ): Change[] {
    const passed = (element: string, since: Instant) =>
      this.#window.since(since).within(this.#places.within(element)).rows.length
    const suspicion = this.#suspicions.add(session, ranking, {
      ...causes,
      model,
      passed,
      sessions: this.#begun,
    })
    if (!suspicion) return []
    const { scope, since } = suspicion
    const kind = this.#rarest(suspicion.sessions)
    if (kind === undefined) return []
    const sessions = unexplained(this.#window.since(since), this.#open.all)
    const rivals = rivalsAround(scope, sessions, kind, this.#counters.ratesAround(kind))
    const change = this.#found({ kind, scope, rivals, sessions, now, cards_min: 2 }, causes)
    return change ? [change] : []
  }

  /** The symptom that most of the sessions show and that is otherwise the rarest. */
  #rarest(sessions: readonly Session[]): number | undefined {
    const shared = SYMPTOMS.flatMap((_, kind) => {
      const showing = sessions.filter(({ symptoms }) => (symptoms & (1 << kind)) !== 0).length
      return showing >= MOSTLY * sessions.length ? [kind] : []
    })
    return shared.toSorted((a, b) => this.#counters.fleetRate(a) - this.#counters.fleetRate(b))[0]
  }

  /** Ends what has long been without a payment. */
  settle(now: Instant): Change[] {
    if (now <= this.#quietFrom) return []
    const { all } = this.#open
    const quiet = all.filter(({ lastSeen }) => now - lastSeen > QUIET_MS)
    this.#quietFrom = all.reduce((least, { lastSeen }) => Math.min(least, lastSeen), now) + QUIET_MS
    return quiet.map((deviation) => this.#end(deviation, deviation.lastSeen + QUIET_MS, 'quiet'))
  }

  #follow(deviation: Deviation, attempt: Attempt, seen: Seen, changes: Change[], causes: Causes): void {
    const { place, session, number, fresh } = seen
    deviation.lastSeen = attempt.at
    if (number !== undefined) {
      if (session) this.#tally.meet(deviation, session)
      else this.#tally.pass(deviation, number, place, 0)
    }
    const shows = (deviation.kinds & fresh) !== 0
    if (isApproved(attempt)) deviation.passedSinceFailure++
    if (session && shows) {
      this.#tally.show(deviation, session)
      deviation.updatedAt = attempt.at
      if (deviation.failed >= deviation.locateAt) {
        deviation.locateAt = deviation.failed * 2
        if (this.#relocate(deviation, attempt.at, changes, causes)) return
      }
      changes.push({ deviation, what: 'grew' })
      return
    }
    if (isApproved(attempt) && hasRecovered(deviation, this.#counters.fleetRate(deviation.kind)))
      changes.push(this.#end(deviation, attempt.at, 'recovered'))
  }

  #explain(sessions: readonly Session[], kind: number, usual: number, counted = true): void {
    for (const session of sessions) {
      if ((session.explained & (1 << kind)) !== 0) continue
      session.explained |= 1 << kind
      this.#counters.explain(session.place, kind, usual, counted)
    }
  }

  /**
   * A card that is refused from shop to shop: its holder, or somebody who guesses. Only the latter is told, and only who has
   * it read as the holder does not.
   */
  #roaming({ card, at }: Attempt, causes: Causes): Change[] {
    const refusals = this.#sessions.refusals(card, at)
    if (refusals.length < ROAMING_TERMINALS) return []
    const scope = `card=${card}`
    const covers = this.#places.within(scope)
    const within = this.#window.since(at - CARD_WINDOW_MS).within(covers)
    const shown = within.told.filter(({ accepted }) => !accepted)
    const otherwise = shown.filter(({ acquaintance }) => acquaintance === 'otherwise').length
    if (otherwise < OTHERWISE_MIN || otherwise < MOSTLY * shown.length) return []
    const deviation = newDeviation({ kind: WRONG_PIN, scope, rivals: new Map(), covers }, shown[0]?.first.at ?? at, at)
    this.#tally.meetAll(
      deviation,
      within.filter((row) => within.began(row) >= deviation.since),
    )
    for (const session of shown) this.#tally.show(deviation, session)
    if (causes.isHarmless(deviation)) return []
    deviation.locateAt = Infinity
    this.#open.add(deviation)
    return [{ deviation, what: 'opened' }]
  }

  #elements(kind: number, sessions: Stretch, { placeOdds }: Causes): Located[] {
    const odds: PlaceOdds = (shown, expected, scope) =>
      placeOdds({ shown: [...shown], kinds: 1 << kind, expected, scope })
    return locate(sessions, kind, this.#counters.ratesAround(kind), odds)
  }

  #locate(kind: number, since: Instant, now: Instant, causes: Causes): Change[] {
    const sessions = unexplained(this.#window.since(since), this.#open.all)
    const changes: Change[] = []
    for (const located of this.#elements(kind, sessions, causes)) {
      const change = this.#found({ kind, ...located, sessions, now, cards_min: CARDS_MIN }, causes)
      if (change) changes.push(change)
    }
    return changes
  }

  /** A symptom has become more frequent in a scope; unless the cards are too few to say so. */
  #found({ kind, scope, rivals, sessions, now, cards_min }: Found, causes: Causes): Change | undefined {
    const covers = this.#places.within(scope)
    const within = sessions.within(covers)
    const shown = within.told.filter(({ symptoms }) => (symptoms & (1 << kind)) !== 0)
    if (new Set(shown.map(({ first }) => payerOf(first))).size < cards_min) return undefined
    const same = this.#open.all.find((each) => each.scope === scope) ?? this.#storyOf(shown)
    if (same) {
      same.kinds |= 1 << kind
      same.updatedAt = now
      for (const session of shown) this.#tally.show(same, session)
      this.#explain(shown, kind, usualShare(same))
      return { deviation: same, what: 'grew' }
    }
    const found = { kind, scope, covers, shown, sessions, now }
    const again = this.#ended.returning(found)
    // What was let alone and alarms once more is judged anew, with all that it has shown.
    const doubted = again ? undefined : this.#ended.doubted(found)
    const known = again ?? doubted
    if (known) this.#ended.remove(known)
    const deviation = known ?? newDeviation({ kind, scope, rivals, covers }, shown[0]?.first.at ?? now, now)
    deviation.kinds |= 1 << kind
    if (doubted) this.#tally.recount(deviation, this.#window.since(deviation.since).within(covers))
    else {
      this.#tally.meetAll(deviation, deviation.scope === scope ? within : sessions.within(deviation.covers))
      for (const session of shown) this.#tally.show(deviation, session)
    }
    if (deviation.scope === scope) deviation.rivals = rivals
    lookAround(deviation, this.#window.since(deviation.since))
    deviation.updatedAt = now
    deviation.lastSeen = now
    deviation.locateAt = deviation.failed * 2
    // What is let alone is people's own doing and will go on: that is what is usual there from now on.
    const isLetAlone = !again && causes.isHarmless(deviation)
    this.#explain(shown, kind, isLetAlone ? 1 : usualShare(deviation))
    if (isLetAlone) {
      deviation.state = 'dismissed'
      deviation.ended = { at: now, why: 'harmless' }
      this.#ended.add(deviation)
      return { deviation, what: 'ended' }
    }
    deviation.state = 'open'
    delete deviation.ended
    this.#open.add(deviation)
    return { deviation, what: again ? 'reopened' : 'opened' }
  }

  /** The open deviation in which these sessions lie and nearly everything fails: what they show is another side of it. */
  #storyOf(shown: readonly Session[]): Deviation | undefined {
    return this.#open.all.find(
      ({ covers, failed, sessions }) =>
        failed > MOSTLY * sessions && shown.filter(({ place }) => covers(place)).length >= MOST * shown.length,
    )
  }

  /** With more sessions the scope may turn out to be another, mostly a wider one; others within it are then part of it. */
  #relocate(deviation: Deviation, now: Instant, changes: Change[], causes: Causes): boolean {
    const { kind } = deviation
    const foreign = this.#open.all.filter((each) => each !== deviation && (each.kinds & (1 << kind)) === 0)
    const sessions = unexplained(this.#window.since(deviation.since), foreign)
    const own = deviation.shown
    lookAround(deviation, sessions)
    const located = this.#elements(kind, sessions, causes)
    const elements = located.map((each) => each.scope)
    const shareOf = (scopes: readonly string[]) => {
      const within = scopes.map((each) => this.#places.within(each))
      return own.filter(({ place }) => within.some((covers) => covers(place))).length / own.length
    }
    const whole = elements.find((element) => shareOf([element]) >= MOST)
    // Several things of one kind failed at once, each by itself: what they had in common was chance.
    const several = whole === undefined && elements.length > 1 && shareOf(elements) >= MOST
    const scope = whole ?? (several ? elements.find((element) => shareOf([element]) > 0) : undefined)
    const rivals = located.find((each) => each.scope === scope)?.rivals
    if (scope === deviation.scope && rivals) deviation.rivals = rivals
    if (scope === undefined || rivals === undefined || scope === deviation.scope) return false
    const covers = this.#places.within(scope)
    const all = several ? elements.map((each) => this.#places.within(each)) : [covers]
    const covered: Within = (places, from) => all.some((each) => each(places, from))
    const odds = causes.placeOdds(deviation)
    const told = odds(dimensionsOf(scope)) - odds(dimensionsOf(deviation.scope)) >= TELLING
    if (!told && !isWorthMoving(covered, deviation.covers, kind, sessions)) return false
    const older = this.#open.all.find((each) => each !== deviation && each.scope === scope)
    if (older) {
      older.kinds |= deviation.kinds
      for (const session of deviation.shown) this.#tally.show(older, session)
      changes.push(this.#merge(deviation, older, now))
      return true
    }
    deviation.scope = scope
    deviation.rivals = rivals
    deviation.covers = covers
    this.#open.moved()
    this.#tally.recount(deviation, sessions.within(covers))
    lookAround(deviation, sessions)
    this.#explain(deviation.shown, kind, usualShare(deviation))
    for (const other of this.#open.all.slice()) {
      if (other === deviation || (other.kinds & (1 << kind)) === 0) continue
      const part = other.shown.filter(({ place }) => covers(place)).length
      if (part >= MOST * other.shown.length) changes.push(this.#merge(other, deviation, now))
    }
    changes.push({ deviation, what: 'moved' })
    if (several) changes.push(...this.#locate(kind, deviation.since, now, { ...causes, isHarmless: () => false }))
    return true
  }

  /** What lay in the one that goes lies in the other, from its beginning on. */
  #merge(deviation: Deviation, into: Deviation, at: Instant): Change {
    into.from = Math.min(into.from, deviation.from)
    return this.#end(deviation, at, 'merged', into.id)
  }

  #end(deviation: Deviation, at: Instant, why: 'recovered' | 'quiet' | 'merged', into?: string): Change {
    this.#open.remove(deviation)
    deviation.state = 'resolved'
    deviation.ended = { at, why, ...(into === undefined ? {} : { into }) }
    deviation.updatedAt = at
    this.#ended.add(deviation)
    return { deviation, what: 'ended' }
  }
}

/** What is seen of its place and of its cards in these sessions. */
function lookAround(deviation: Deviation, sessions: Stretch): void {
  const { covers, kinds } = deviation
  deviation.pattern = patternOf(sessions.within(covers), kinds)
  deviation.away = awayOf(sessions, covers, kinds)
}

const READING = indexOf('reading')
const WRONG_PIN = indexOf('wrong-pin')
