import type { Instant } from '@fiftyfive/kernel'
import { type Acquaintance, type Attempt, payerOf } from '../attempt.ts'
import { isApproved } from '../evidence/outcome.ts'
import { indexOf, indicesOf } from '../symptoms.ts'
import { Banks } from './banks.ts'
import { Cards } from './cards.ts'
import { type Deviation, newDeviation } from './deviation.ts'
import { explains, isCard, narrowest, unexplained, usualShare } from './explained.ts'
import { FleetCounters } from './fleet-counters.ts'
import { locate } from './locate.ts'
import { OpenDeviations } from './open-deviations.ts'
import { type Place, Places, WIDTH } from './places.ts'
import { Sessions, type Session } from './sessions.ts'
import { type Stretch, Window } from './window.ts'
import { isWorthMoving } from './worth-moving.ts'

const DAY_MS = 86_400_000
const CARDS_MIN = 3
/** Without a payment in its scope for so long an incident is closed: nobody knows any more. */
const QUIET_MS = 5 * DAY_MS
const REOPENED_MS = 2 * DAY_MS
/** For so long it is remembered what was let alone. */
const DOUBTED_MS = 3 * DAY_MS
/** Chance that a fault would let so many sessions pass: below this it is over. */
const RECOVERED = 1e-4
/** Sessions that might have passed before the last failure: after a few failures the share is not known well. */
const DOUBT = 4
/** Share of a deviation's sessions that a new scope has to cover. */
const MOST = 0.8
const SESSIONS_KEPT = 400
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
  readonly #sessions = new Sessions(this.#cards)
  readonly #counters = new FleetCounters()
  readonly #banks = new Banks()
  readonly #window = new Window()
  readonly #open = new OpenDeviations<Deviation>()
  /** Nothing that is open falls silent before. */
  #quietFrom: Instant = 0
  readonly #ended: Deviation[] = []

  acquaintance(attempt: Attempt): Acquaintance {
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
    const over = ({ ended }: Deviation) =>
      ended !== undefined &&
      ended.why !== 'merged' &&
      attempt.at <= ended.at + (ended.why === 'harmless' ? DOUBTED_MS : 0)
    return (
      narrowest(this.#open.around(place).filter(fits)) ??
      narrowest(this.#ended.filter((each) => over(each) && fits(each)))
    )
  }

  /** Share of sessions that usually show its symptom, in the whole fleet. */
  usualRate({ kind }: Deviation): number {
    return this.#counters.fleetRate(kind)
  }

  get open(): readonly Deviation[] {
    return this.#open.all
  }

  /** `isHarmless`: asked once a deviation is located, whether it is worth an incident at all. */
  observe(
    attempt: Attempt,
    isHarmless: (deviation: Deviation) => boolean,
  ): { readonly session: Session | undefined; readonly changes: readonly Change[] } {
    const place = this.#places.of(attempt)
    this.#quietFrom = Math.min(this.#quietFrom, attempt.at + QUIET_MS)
    const { session, begins, fresh } = this.#sessions.add(attempt, place)
    if (begins) {
      this.#counters.session(place, attempt.at)
      this.#banks.add(place)
    }
    const number = begins ? this.#window.add(place, attempt.at, session) : undefined
    if (session && fresh !== 0) this.#window.update(session)
    const changes: Change[] = []
    for (const deviation of this.#open.around(place))
      // Another one may have taken it in a moment ago.
      if (deviation.state === 'open') this.#follow(deviation, attempt, { place, session, number, fresh }, changes)
    if (!session || (fresh === 0 && isApproved(attempt))) return { session, changes }
    const known = this.#open.around(session.place).find((each) => explains(each, session))
    if (known) {
      for (const kind of indicesOf(fresh)) this.#explain([session], kind, usualShare(known), false)
      return { session, changes }
    }
    if (!isApproved(attempt)) changes.push(...this.#roaming(attempt, isHarmless))
    for (const kind of indicesOf(fresh)) {
      // A chip that cannot be read ends in a stripe, and still is a matter of chips.
      const unread = kind === READING && attempt.entryMode === 'stripe'
      const where = unread ? this.#places.moved(place, 'entry', 'chip') : place
      const since = this.#counters.fail(where, attempt.at, kind)
      if (since === undefined) continue
      changes.push(...this.#locate(kind, since, attempt.at, isHarmless))
      break
    }
    return { session, changes }
  }

  /** Ends what has long been without a payment. */
  settle(now: Instant): Change[] {
    if (now <= this.#quietFrom) return []
    const { all } = this.#open
    const quiet = all.filter(({ lastSeen }) => now - lastSeen > QUIET_MS)
    this.#quietFrom = all.reduce((least, { lastSeen }) => Math.min(least, lastSeen), now) + QUIET_MS
    return quiet.map((deviation) => this.#end(deviation, deviation.lastSeen + QUIET_MS, 'quiet'))
  }

  #follow(deviation: Deviation, attempt: Attempt, seen: Seen, changes: Change[]): void {
    const { kind } = deviation
    const { place, session, number, fresh } = seen
    deviation.lastSeen = attempt.at
    if (number !== undefined) {
      if (session) this.#meet(deviation, session)
      else this.#pass(deviation, number, place, 0)
    }
    const shows = (deviation.kinds & fresh) !== 0
    if (isApproved(attempt)) deviation.passedSinceFailure++
    if (session && shows) {
      this.#show(deviation, session)
      deviation.updatedAt = attempt.at
      if (deviation.failed >= deviation.locateAt) {
        deviation.locateAt = deviation.failed * 2
        if (this.#relocate(deviation, attempt.at, changes)) return
      }
      changes.push({ deviation, what: 'grew' })
      return
    }
    // As it failed until it failed last: what passed since must not speak for itself.
    const until = deviation.sessions - deviation.passedSinceFailure + DOUBT
    const share = Math.max(deviation.failed / until - this.#counters.fleetRate(kind), 0.02)
    if (isApproved(attempt) && (1 - Math.min(share, 0.95)) ** deviation.passedSinceFailure < RECOVERED)
      changes.push(this.#end(deviation, attempt.at, 'recovered'))
  }

  #show(deviation: Deviation, session: Session): void {
    deviation.passedSinceFailure = 0
    if (deviation.counted.has(session)) return
    deviation.counted.add(session)
    this.#meet(deviation, session)
    deviation.failed++
    deviation.shown.push(session)
    if (deviation.shown.length > SESSIONS_KEPT) deviation.shown.shift()
    if (deviation.cards.size < 10_000) deviation.cards.add(payerOf(session.first))
  }

  #meet(deviation: Deviation, session: Session): void {
    if (deviation.met.has(session)) return
    deviation.met.add(session)
    this.#count(deviation, session.place, 0)
  }

  /** One of which there is nothing to tell. Its scope counts them in their order. */
  #pass(deviation: Deviation, number: number, places: ArrayLike<number>, from: number): void {
    if (number <= deviation.metUntil) return
    deviation.metUntil = number
    this.#count(deviation, places, from)
  }

  #count(deviation: Deviation, places: ArrayLike<number>, from: number): void {
    deviation.sessions++
    deviation.soleBank = this.#banks.isSole(places, from)
    deviation.expected += this.#counters.ratesAround(deviation.kind)(places, from)
  }

  #meetAll(deviation: Deviation, sessions: Stretch): void {
    for (const row of sessions.rows) {
      const session = sessions.session(row)
      if (session) this.#meet(deviation, session)
      else this.#pass(deviation, sessions.number(row), sessions.allPlaces, row * WIDTH)
    }
  }

  /** Counts all of its sessions anew. */
  #recount(deviation: Deviation, within: Stretch): void {
    deviation.sessions = 0
    deviation.expected = 0
    deviation.failed = 0
    deviation.shown.length = 0
    deviation.met = new WeakSet()
    deviation.metUntil = -1
    deviation.counted = new WeakSet()
    this.#meetAll(deviation, within)
    for (const session of within.told) if ((session.symptoms & deviation.kinds) !== 0) this.#show(deviation, session)
    deviation.locateAt = deviation.failed * 2
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
  #roaming({ card, at }: Attempt, isHarmless: (deviation: Deviation) => boolean): Change[] {
    const refusals = this.#sessions.refusals(card, at)
    if (refusals.length < ROAMING_TERMINALS) return []
    const scope = `card=${card}`
    const covers = this.#places.within(scope)
    const within = this.#window.since(at - CARD_WINDOW_MS).within(covers)
    const shown = within.told.filter(({ accepted }) => !accepted)
    const otherwise = shown.filter(({ acquaintance }) => acquaintance === 'otherwise').length
    if (otherwise < OTHERWISE_MIN || otherwise < MOSTLY * shown.length) return []
    const deviation = newDeviation({ kind: WRONG_PIN, scope, covers }, shown[0]?.first.at ?? at, at)
    this.#meetAll(
      deviation,
      within.filter((row) => within.began(row) >= deviation.since),
    )
    for (const session of shown) this.#show(deviation, session)
    if (isHarmless(deviation)) return []
    deviation.locateAt = Infinity
    this.#open.add(deviation)
    return [{ deviation, what: 'opened' }]
  }

  #elements(kind: number, sessions: Stretch): string[] {
    return locate(sessions, kind, this.#counters.ratesAround(kind))
  }

  #locate(kind: number, since: Instant, now: Instant, isHarmless: (deviation: Deviation) => boolean): Change[] {
    const sessions = unexplained(this.#window.since(since), this.#open.all)
    const changes: Change[] = []
    const found = this.#elements(kind, sessions)
    for (const scope of found) {
      const covers = this.#places.within(scope)
      const within = sessions.within(covers)
      const shown = within.told.filter(({ symptoms }) => (symptoms & (1 << kind)) !== 0)
      if (new Set(shown.map(({ first }) => payerOf(first))).size < CARDS_MIN) continue
      const same = this.#open.all.find((each) => each.scope === scope) ?? this.#storyOf(shown)
      if (same) {
        same.kinds |= 1 << kind
        same.updatedAt = now
        for (const session of shown) this.#show(same, session)
        this.#explain(shown, kind, usualShare(same))
        changes.push({ deviation: same, what: 'grew' })
        continue
      }
      const known = this.#ended.findLast((each) => each.scope === scope && each.kind === kind)
      const again = known?.state === 'resolved' && known.ended && now - known.ended.at < REOPENED_MS
      // What was let alone and alarms once more is judged anew, with all that it has shown.
      const doubted = known?.state === 'dismissed' && now - known.updatedAt < DOUBTED_MS
      const deviation =
        known && (again || doubted) ? known : newDeviation({ kind, scope, covers }, shown[0]?.first.at ?? now, now)
      if (doubted) {
        this.#ended.splice(this.#ended.indexOf(deviation), 1)
        this.#recount(deviation, this.#window.since(deviation.since).within(covers))
      } else {
        this.#meetAll(deviation, within)
        for (const session of shown) this.#show(deviation, session)
      }
      deviation.updatedAt = now
      deviation.lastSeen = now
      deviation.locateAt = deviation.failed * 2
      // What is let alone is people's own doing and will go on: that is what is usual there from now on.
      const isLetAlone = !again && isHarmless(deviation)
      this.#explain(shown, kind, isLetAlone ? 1 : usualShare(deviation))
      if (isLetAlone) {
        deviation.state = 'dismissed'
        deviation.ended = { at: now, why: 'harmless' }
        this.#ended.push(deviation)
        changes.push({ deviation, what: 'ended' })
        continue
      }
      deviation.state = 'open'
      delete deviation.ended
      this.#open.add(deviation)
      changes.push({ deviation, what: again ? 'reopened' : 'opened' })
    }
    return changes
  }

  /** The open deviation in which these sessions lie and nearly everything fails: what they show is another side of it. */
  #storyOf(shown: readonly Session[]): Deviation | undefined {
    return this.#open.all.find(
      ({ covers, failed, sessions }) =>
        failed > MOSTLY * sessions && shown.filter(({ place }) => covers(place)).length >= MOST * shown.length,
    )
  }

  /** With more sessions the scope may turn out to be another, mostly a wider one; others within it are then part of it. */
  #relocate(deviation: Deviation, now: Instant, changes: Change[]): boolean {
    const { kind } = deviation
    const foreign = this.#open.all.filter((each) => each !== deviation && (each.kinds & (1 << kind)) === 0)
    const sessions = unexplained(this.#window.since(deviation.since), foreign)
    const own = deviation.shown
    const elements = this.#elements(kind, sessions)
    const shareOf = (scopes: readonly string[]) => {
      const within = scopes.map((each) => this.#places.within(each))
      return own.filter(({ place }) => within.some((covers) => covers(place))).length / own.length
    }
    const whole = elements.find((element) => shareOf([element]) >= MOST)
    // Several things of one kind failed at once, each by itself: what they had in common was chance.
    const several = whole === undefined && elements.length > 1 && shareOf(elements) >= MOST
    const scope = whole ?? (several ? elements.find((element) => shareOf([element]) > 0) : undefined)
    if (scope === undefined || scope === deviation.scope) return false
    const covers = this.#places.within(scope)
    if (!isWorthMoving(covers, deviation.covers, kind, sessions)) return false
    const older = this.#open.all.find((each) => each !== deviation && each.scope === scope)
    if (older) {
      older.kinds |= deviation.kinds
      for (const session of deviation.shown) this.#show(older, session)
      changes.push(this.#merge(deviation, older, now))
      return true
    }
    deviation.scope = scope
    deviation.covers = covers
    this.#open.moved()
    this.#recount(deviation, sessions.within(covers))
    this.#explain(deviation.shown, kind, usualShare(deviation))
    for (const other of this.#open.all.slice()) {
      if (other === deviation || (other.kinds & (1 << kind)) === 0) continue
      const part = other.shown.filter(({ place }) => covers(place)).length
      if (part >= MOST * other.shown.length) changes.push(this.#merge(other, deviation, now))
    }
    changes.push({ deviation, what: 'moved' })
    if (several) changes.push(...this.#locate(kind, deviation.since, now, () => false))
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
    this.#ended.push(deviation)
    if (this.#ended.length > ENDED_MAX) this.#ended.shift()
    return { deviation, what: 'ended' }
  }
}

const READING = indexOf('reading')
const WRONG_PIN = indexOf('wrong-pin')

const ENDED_MAX = 1_000
