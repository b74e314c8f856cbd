import type { AcquirerEvent } from '@fiftyfive/acquiring'
import { PIN_TRIES, type VirtualCard } from '@fiftyfive/emv'
import { concernsPin, type FleetEvent, type PinPadFacts } from '@fiftyfive/diagnosis'
import { iso87Ascii, unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { assert, toHex } from '@fiftyfive/kernel'
import { shareZoneKeys } from '../parties/security-module.ts'
import { VirtualTime } from '../world/virtual-time.ts'
import { BASE_RATES } from './base-rates.ts'
import type { Business } from './business.ts'
import { Chance } from './chance.ts'
import { Acquirer } from './parties/acquirer.ts'
import { BALANCE_MINOR, Banks } from './parties/banks.ts'
import { type DukptCounter, fitDukpt } from './parties/dukpt.ts'
import { FleetLink } from './parties/link.ts'
import type { Habit } from './people/mind.ts'
import { Till } from './parties/till.ts'
import { type Bank, type CardRange, makeBanks } from './population/network.ts'
import { modelOf } from './population/models.ts'
import { makePeople, makeRegulars, newPin, type OwnCard, type Person } from './population/people.ts'
import { makeShops, type Shop } from './population/shops.ts'
import { attemptLine, offlineLine } from './record/lines.ts'
import { Recorder, type Write } from './record/recorder.ts'
import { CauseCounts } from './record/statistics.ts'
import { DAY_MS, type FleetSizes } from './scenario.ts'
import { explain, type Story } from './story.ts'

const HOUR_MS = 3_600_000
const SETTLE_MS = 600_000

/** All parties of a card business on one virtual clock, from a seed. */
export class Fleet {
  readonly sizes: FleetSizes
  readonly start: number
  readonly end: number
  readonly time: VirtualTime
  readonly chance: Chance
  readonly banks: readonly Bank[]
  readonly shops: readonly Shop[]
  readonly people: readonly Person[]
  readonly regulars: ReadonlyMap<string, readonly Person[]>
  readonly acquirer: Acquirer
  readonly issuers: Banks
  readonly recorder: Recorder
  readonly causes = new CauseCounts()
  /** What was broken, by id. */
  readonly faults: string[] = []
  readonly tills: readonly Till[]
  links: readonly FleetLink[] = []
  /** Who comes when; set before faults are installed. */
  business: Business = { traffic: [], guests: [] }
  /** What is special about people just now; the first that answers decides. */
  readonly habits: ((card: OwnCard, till: Till) => Habit | undefined)[] = []
  /** What is wrong with cards, at whatever reader: each may give another card than it was given. */
  readonly plastics: ((plastic: VirtualCard, card: OwnCard) => VirtualCard)[] = []
  /** Asked as soon as a PIN is being entered. */
  readonly beforeEntry: ((card: OwnCard, story: Story) => void)[] = []
  /** Counters of the PIN pads under DUKPT, by terminal. */
  dukpt: ReadonlyMap<string, DukptCounter> = new Map()
  readonly #till: ReadonlyMap<string, Till>
  readonly #range: ReadonlyMap<string, CardRange>
  readonly #capture: boolean
  readonly #requests = new Map<string, UnionPayMessage>()
  /** By the issuers' token of a card: the attempt that its PIN is in. */
  readonly #storyOfCard = new Map<string, Story>()

  constructor(sizes: FleetSizes, write: Write, capture = false) {
    this.sizes = sizes
    this.start = sizes.start
    this.end = sizes.start + sizes.days * DAY_MS
    // The terminals are enrolled on the evening before.
    this.time = new VirtualTime(sizes.start - HOUR_MS)
    this.chance = new Chance(`fleet/${sizes.seed}`)
    this.#capture = capture
    this.recorder = new Recorder(write)
    this.banks = makeBanks(this.chance.of('banks'), sizes.issuers)
    this.shops = makeShops(this.chance.of('shops'), sizes)
    const regions = [...new Set(this.shops.map(({ region }) => region))].toSorted()
    this.people = makePeople(this.chance.of('people'), sizes.cardholders, { banks: this.banks, regions })
    this.regulars = makeRegulars(this.chance.of('regulars'), this.shops, this.people)
    this.#range = new Map(this.banks.flatMap(({ ranges }) => ranges.map((range) => [range.prefix, range])))
    this.acquirer = new Acquirer({
      time: this.time,
      chance: this.chance.of('acquirer'),
      settles: sizes.settlement === 'nightly',
      observe: (event) => this.#observe(event),
    })
    this.issuers = new Banks({
      clock: this.time,
      chance: this.chance.of('issuers'),
      tryCounted: (token) => {
        const story = this.#storyOfCard.get(token)
        if (story) story.counted = true
      },
    })
    this.tills = this.shops.flatMap((shop) => shop.terminals.map((site) => this.#makeTill(shop, site)))
    this.#till = new Map(this.tills.map((till) => [till.id, till]))
  }

  #makeTill(shop: Shop, site: Shop['terminals'][number]): Till {
    return new Till({
      site,
      shop,
      time: this.time,
      chance: this.chance.of(`till/${site.id}`),
      acquirer: (till, body) => {
        const node = this.acquirer.nextNode()
        if (till.story) till.story.seen.node = node.name
        return this.acquirer.answer(node, body)
      },
    })
  }

  till(id: string): Till {
    const till = this.#till.get(id)
    assert(till, `Fleet.till: ${id} is a terminal of this fleet`)
    return till
  }

  rangeOf(prefix: string): CardRange | undefined {
    return this.#range.get(prefix)
  }

  /** The acquirer's token of a card. */
  tokenOf(card: OwnCard): string {
    return this.acquirer.vault.token(card.number)
  }

  /** A card as it is in its owner's hand now. */
  plasticOf(card: OwnCard): VirtualCard {
    return this.plastics.reduce((plastic, change) => change(plastic, card), card.plastic)
  }

  /** Exchanges keys, issues cards, injects terminals and switches them on. */
  async open(): Promise<void> {
    const [node] = this.acquirer.nodes
    assert(node, 'Fleet.open: the acquirer has a security module')
    const names = [...new Set(this.banks.map(({ link }) => link))].toSorted()
    const links: FleetLink[] = []
    for (const [index, name] of names.entries()) {
      const zoneKeys = await shareZoneKeys(this.sizes.seed * 64 + index, node.module, this.issuers.module)
      const banks = this.banks.filter(({ link }) => link === name)
      for (const bank of banks) {
        const careless = this.chance.of(`careless/${bank.name}`).happens(BASE_RATES.carelessBanks)
        await this.issuers.open(bank, zoneKeys.theirs, careless)
      }
      links.push(
        new FleetLink({
          name,
          ranges: banks.flatMap(({ ranges }) => ranges.map(({ prefix }) => prefix)),
          zoneKeys,
          time: this.time,
          chance: this.chance.of(`link/${name}`),
          module: node.module,
          deliver: (request, bytes) => {
            const range = this.#range.get((request[2] ?? '').slice(0, 6))
            const host = range && this.issuers.hosts.get(range.bank)
            return host ? host.receive(bytes) : Promise.resolve(undefined)
          },
        }),
      )
    }
    this.links = links
    this.acquirer.open(links)
    for (const { cards } of this.people) for (const card of cards) await this.hostOf(card).issue(card)
    for (const shop of this.shops) {
      for (const site of shop.terminals) this.till(site.id).accept(await this.acquirer.register(shop, site))
    }
    this.dukpt = await fitDukpt(
      this,
      this.tills.filter(({ site }) => modelOf(site.model).dukpt),
    )
  }

  hostOf({ range }: OwnCard) {
    const host = this.issuers.hosts.get(range.bank)
    assert(host, 'Fleet.hostOf: the bank of a card is open')
    return host
  }

  event(event: FleetEvent): void {
    this.recorder.event(event)
  }

  /** Another version on a terminal, as terminal management sees it. */
  install(till: Till, part: 'software' | 'parameters' | 'kernel', version: string): void {
    till.versions[part] = version
    this.event({ kind: 'installed', at: this.time.now(), terminal: till.id, part, version })
  }

  /** A PIN of this card is being entered, for this attempt. */
  pinComes(card: OwnCard, story: Story): void {
    this.#storyOfCard.set(this.issuers.vault.token(card.number), story)
    for (const hook of this.beforeEntry) hook(card, story)
  }

  /** The attempt in which the PIN of this card number is now. */
  storyOfPan(pan: string): Story | undefined {
    return this.#storyOfCard.get(this.issuers.vault.token(pan))
  }

  /** What a person does about a card whose PIN was refused, afterwards: looks the PIN up, sooner or later. */
  remembers(_person: Person, card: OwnCard, sure: boolean): void {
    if (sure || card.mistake === undefined) return
    const hours = this.chance.between(BASE_RATES.recallHours[0], BASE_RATES.recallHours[1])
    this.time.after(hours * HOUR_MS, () => {
      card.inMind = card.pin
      delete card.mistake
    })
  }

  goesToTheBank(person: Person, card: OwnCard): void {
    // In suite version 1 people go there for one card at a time, and do not know which.
    const about = this.sizes.suite === 1 ? person : card
    if (about.unlocking) return
    about.unlocking = true
    const hours = this.chance.between(BASE_RATES.unlockHours[0], BASE_RATES.unlockHours[1])
    this.time.after(hours * HOUR_MS, () => {
      about.unlocking = false
      card.inMind = card.pin
      delete card.mistake
      void this.hostOf(card).setTries(card, 3)
      this.plasticOf(card).memory.pinTriesLeft = PIN_TRIES
    })
  }

  /** Whoever is told that the account is short moves money by phone. */
  topsUp(card: OwnCard): void {
    const [least, most] = BASE_RATES.topUpMinutes
    this.time.after(this.chance.between(least, most) * 60_000, () => this.hostOf(card).setBalance(card, BALANCE_MINOR))
  }

  /** A new PIN, chosen at the bank; the old one stays in mind for a while. */
  changePin(card: OwnCard): Promise<void> {
    card.pin = newPin(this.chance, card.range.pinDigits)
    card.mistake = 'changed'
    if (!this.chance.happens(BASE_RATES.oldPinFirst)) {
      card.inMind = card.pin
      delete card.mistake
    }
    return this.hostOf(card).issue(card)
  }

  /** A PIN entry that ended without a message; the terminal's log tells of it. */
  abandoned(what: {
    readonly till: Till
    readonly story: Story
    readonly card: OwnCard
    readonly method: string
    readonly amount_minor: number
    readonly why: 'unread' | 'chip' | 'entry'
    readonly pinPad?: PinPadFacts
  }): void {
    const { till, story, card, method, amount_minor, why } = what
    const assisted = story.seen.assisted ?? false
    if (!assisted && story.marks.length === 0) return
    if (why === 'entry' && assisted && story.marks.length === 0)
      story.marks.push({ stage: 'person', owner: 'terminal', cause: 'accessibility' })
    const id = `${till.id}-log-${String(this.recorder.attempts).padStart(6, '0')}`
    story.id = id
    const entryMode = method === 'chip' || method === 'contactless' ? method : 'stripe'
    const pinPad = what.pinPad && { ...what.pinPad, ...(assisted ? { assisted } : {}) }
    const at = this.time.now()
    const entry = pinPad ? { pinPad } : {}
    this.recorder.attempt(offlineLine({ till, story, range: card.range, id, at, entryMode, amount_minor, ...entry }))
    this.#tellTruth(story, id, 'Z1')
  }

  #observe(event: AcquirerEvent): void {
    switch (event.type) {
      case 'message':
        return this.#message(event)
      case 'attempt':
        return this.#attempt(event)
      case 'signed-on': {
        const terminal = this.acquirer.tables.terminal(event.terminalId)
        const pinKeyCheckValue = terminal?.pending?.pinCheckValue
        this.event({
          kind: 'sign-on',
          at: this.time.now(),
          terminal: event.terminalId,
          code: '00',
          ...(event.repeated ? { repeated: true } : {}),
          ...(pinKeyCheckValue === undefined ? {} : { pinKeyCheckValue }),
        })
        return
      }
      default:
    }
  }

  #message({ key, direction, message }: Extract<AcquirerEvent, { type: 'message' }>): void {
    const at = this.time.now()
    if (direction === 'terminal-to-host') {
      const request = message as UnionPayMessage
      if (request.mti === '0200') this.#requests.set(key, request)
      if (request.mti === '0400') {
        this.event({ kind: 'reversal', at, terminal: request[41] ?? '', attempt: key, reason: request[39] ?? '98' })
      }
    }
    if (!this.#capture) return
    const ofTerminal = direction === 'terminal-to-host' || direction === 'host-to-terminal'
    const bytes = ofTerminal ? unionpayPos.encode(message as UnionPayMessage) : iso87Ascii.encode(message as never)
    const dialect = ofTerminal ? 'unionpay-pos' : 'iso87-ascii'
    if (bytes.ok) this.recorder.message({ at, direction, dialect, hex: toHex(bytes.value) })
  }

  #attempt({ observation, code }: Extract<AcquirerEvent, { type: 'attempt' }>): void {
    const till = this.#till.get(observation.terminalId)
    const request = this.#requests.get(observation.key)
    this.#requests.delete(observation.key)
    if (!till) return
    const story = till.story?.id === observation.key ? till.story : undefined
    const range = this.#range.get(observation.range)
    this.recorder.attempt(attemptLine(observation, code, { till, range, story, request, suite: this.sizes.suite }))
    if (story) this.#tellTruth(story, observation.key, code)
  }

  #tellTruth(story: Story, id: string, code: string): void {
    if (!concernsPin(code)) return
    const { mark, also } = explain(story, code)
    this.causes.count(mark.cause ?? `(${mark.owner}, in no catalogue)`, mark.fault)
    this.recorder.truth({
      kind: 'attempt',
      id,
      ...(mark.cause === undefined ? {} : { cause: mark.cause }),
      owner: mark.owner,
      ...(mark.fault === undefined ? {} : { fault: mark.fault }),
      ...(also.length > 0 ? { also } : {}),
      ...(story.counted ? { tryCounted: true } : {}),
      sale: story.sale,
    })
  }

  /** Runs from the first midnight to the last. `progress` hears of every hour. */
  async run(progress: (now: number) => void = () => {}): Promise<void> {
    const settle = (): void => {
      this.recorder.settle(this.time.now())
      this.time.after(SETTLE_MS, settle)
    }
    settle()
    const tick = (): void => {
      progress(this.time.now())
      this.time.after(HOUR_MS, tick)
    }
    tick()
    await this.time.runUntil(this.end + SETTLE_MS, () => false)
    this.recorder.settle(Infinity)
  }
}
