import type { UnionPayMessage } from '@fiftyfive/iso8583'
import type { Journal, Receipt, Terminal, TerminalNotice } from '@fiftyfive/terminal'
import { ACQUIRER_ID, type Truth } from './auditor.ts'
import { keysAreKnown } from './keys.ts'

interface Till {
  readonly id: string
  readonly flash: ReadonlyMap<string, string>
}

type LookedAt = Pick<Journal, 'pending' | 'advices'>

/** Decided by the acquirer from its records: its issuer hears of it later. */
const ADVICES = ['refund', 'completion-advice', 'offline-sale', 'adjustment']

/** What was sold before, what is over and what the host has set come last in a journal, are most of it, and are not looked at here. */
const REST = /,"(?:last|lastSettlement|holds|exceptions|parameters|entries)":[{[]/
/** What is looked at. Within a text of JSON quotes are escaped, so a journal without these has no such member. */
const LOOKED_AT = /"(?:pending|advices)":/
const NOTHING = {}

/** What a terminal stores, sends, shows and prints. */
export class TerminalAudit {
  readonly #truth: Truth
  readonly #sold = new Set<string>()
  /** What each journal in flash says, read once. */
  readonly #journals = new Map<string, { readonly text: string; readonly journal: LookedAt }>()

  constructor(truth: Truth) {
    this.#truth = truth
  }

  /** After a value became durable; `before` is what was there. */
  saved(till: Till, name: string, before: string | undefined): void {
    const { world, acquirer } = this.#truth
    if (name.startsWith('key/')) {
      const known = acquirer.terminal(till.id)
      const sound = name === 'key/master' || known === undefined || keysAreKnown(till.flash, known)
      world.check(sound, 19, () => `${till.id} stored a key that is neither the acquirer's current nor its pending one`)
    }
    if (name !== 'journal') return
    const earlier = before === undefined ? undefined : this.#read(till.id, before)
    this.#journal(till, earlier, this.#read(till.id, till.flash.get('journal')))
  }

  #read(terminalId: string, text = '{}'): LookedAt {
    const known = this.#journals.get(terminalId)
    if (known?.text === text) return known.journal
    const end = text.search(REST)
    const head = end < 0 ? text : `${text.slice(0, end)}}`
    const journal = LOOKED_AT.test(head) ? (JSON.parse(head) as LookedAt) : NOTHING
    this.#journals.set(terminalId, { text, journal })
    return journal
  }

  #journal(till: Till, before: LookedAt | undefined, { pending, advices = [] }: LookedAt): void {
    const { world, settled } = this.#truth
    for (const advice of before?.advices ?? []) {
      if (!advices.some(({ trace }) => trace === advice.trace)) settled.add(keyOf(till.id, advice))
    }
    const earlier = before?.pending
    if (!earlier) return
    const key = keyOf(till.id, earlier)
    const one = !pending || pending.trace === earlier.trace
    world.check(one, 13, () => `${till.id} began a payment while ${key} was pending`)
    if (!pending && earlier.reason === undefined) settled.add(key)
  }

  /** A request on its way to the acquirer. */
  sending(terminalId: string, message: UnionPayMessage | undefined): void {
    if (!message) return
    const { world, flash, withPin } = this.#truth
    const { mti, 11: trace = '', 52: pinBlock, 60: kind } = message
    if (mti !== '0100' && mti !== '0200' && mti !== '0220' && mti !== '0500') return
    const key = `${terminalId}-${kind?.batch ?? ''}-${trace}`
    if (pinBlock) withPin.add(key)
    const { pending, advices = [] } = this.#read(terminalId, flash.get(terminalId)?.get('journal'))
    if (mti === '0500') {
      return world.check(!pending, 25, () => `${key} asks for settlement while a payment is pending`)
    }
    if (mti === '0220') {
      const isKept = advices.some((advice) => advice.trace === Number(trace))
      return world.check(isKept, 1, () => `${key} left before it was durable`)
    }
    world.check(pending?.trace === Number(trace), 1, () => `${key} left before its intent was durable`)
    world.check(pending?.reason === undefined, 13, () => `${key} was sent while its reversal is pending`)
    world.check(!this.#sold.has(key), 26, () => `${key}: a trace number was used twice`)
    this.#sold.add(key)
  }

  notice(till: Till, terminal: Terminal, notice: TerminalNotice): void {
    const { world, entries } = this.#truth
    const { screen } = terminal.state
    if (notice.type === 'approved' && screen.name === 'approved') this.#printed(screen.receipt)
    if (notice.type === 'exception') {
      // A customer may come with a receipt of what was voided or refunded meanwhile.
      return world.check(
        ['22', '61'].includes(notice.code),
        12,
        () => `${till.id}: advice ${notice.trace} was refused with ${notice.code}`,
      )
    }
    // What the chip itself refused was never sent, and has no number yet.
    if (notice.type !== 'pin-refused' || notice.family !== 'wrong-pin' || notice.byChip) return
    const key = keyOf(till.id, { batch: terminal.state.journal.batch, trace: terminal.state.journal.trace })
    const entry = entries.get(key)
    world.check(entry?.right !== true, 18, () => `${key}: "PIN incorrect" was shown for the right PIN`)
  }

  #printed(receipt: Receipt): void {
    const { world, acquirer, issuer, printed } = this.#truth
    if (receipt.outcome === 'stored') return
    const key = `${receipt.terminalId}-${receipt.batch}-${receipt.trace}`
    printed.add(key)
    const payment = acquirer.payment(key)
    const hold = payment && issuer.authorizations.get(`${ACQUIRER_ID}-${payment.reference}`)
    const isOurs = payment?.status === 'approved' && payment.amount.minor === receipt.amount.minor
    const isTheirs = hold?.status === 'approved' && hold.amount_minor === receipt.amount.minor
    // Approved in the issuer's place, which will hear of it.
    const isOwed = payment !== undefined && acquirer.owed(`advice-${payment.reference}`) !== undefined
    const sound = isOurs && (receipt.tender === 'qr' || ADVICES.includes(receipt.kind) || isTheirs || isOwed)
    world.check(
      sound,
      6,
      () =>
        `${key} was printed as approved; acquirer: ${payment?.status ?? 'nothing'}, issuer: ${hold?.status ?? 'nothing'}`,
    )
  }
}

const six = (value: number): string => String(value).padStart(6, '0')
const keyOf = (terminalId: string, { batch, trace }: { batch: number; trace: number }): string =>
  `${terminalId}-${six(batch)}-${six(trace)}`
