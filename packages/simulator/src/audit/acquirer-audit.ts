import type { JournalEntry, Payment, Terminal } from '@fiftyfive/acquiring'
import type { Iso87Message, UnionPayMessage } from '@fiftyfive/iso8583'
import { toHex } from '@fiftyfive/kernel'
import { ACQUIRER_ID, type Truth } from './auditor.ts'
import { keysAreKnown } from './keys.ts'
import { OriginalAudit } from './original-audit.ts'
import { SettlementAudit } from './settlement-audit.ts'
import { StandInAudit } from './stand-in-audit.ts'
import { StatusAudit } from './status-audit.ts'
import { checkZoneKeys } from './zone-key-audit.ts'

type Status = Payment['status']
const NEXT: Readonly<Record<Status, readonly Status[]>> = {
  open: ['approved', 'declined', 'unknown', 'reversed'],
  approved: ['reversed'],
  unknown: ['reversed'],
  declined: [],
  reversed: [],
}
/** Said of a message, not of its payment: differs, still in work, batch closed meanwhile. */
const NO_OUTCOME = ['94', '09', '77']

/** What the acquirer writes and says. */
export class AcquirerAudit {
  readonly #truth: Truth
  readonly #originals: OriginalAudit
  readonly #settlement: SettlementAudit
  readonly #status: StatusAudit
  readonly #standIn: StandInAudit
  readonly #forwarded = new Set<string>()
  readonly #answered = new Map<string, string>()
  readonly #carriedOut = new Set<string>()

  constructor(truth: Truth) {
    this.#truth = truth
    this.#originals = new OriginalAudit(truth)
    this.#settlement = new SettlementAudit(truth)
    this.#status = new StatusAudit(truth)
    this.#standIn = new StandInAudit(truth, (reference) => this.#forwarded.has(reference))
  }

  /** Requests of terminals that were answered, whatever the answer; a repeat counts once. */
  get transactions(): number {
    return this.#carriedOut.size
  }

  landing(entries: readonly JournalEntry[]): void {
    for (const entry of entries) this.#entry(entry, entries)
    this.#originals.landing(entries)
    this.#standIn.landing(entries)
    this.#settlement.landing(entries)
  }

  #entry(entry: JournalEntry, together: readonly JournalEntry[]): void {
    const { world, acquirer } = this.#truth
    switch (entry.type) {
      case 'payment-received': {
        const { key, reference } = entry.payment
        world.check(!acquirer.payment(key), 3, () => `${key} was received twice, under two references`)
        world.check(!acquirer.paymentOfReference(reference), 26, () => `reference ${reference} was given twice`)
        return
      }
      case 'payment-completed': {
        const isNew = together.some((each) => each.type === 'payment-received' && each.payment.key === entry.key)
        const before = isNew ? 'open' : acquirer.payment(entry.key)?.status
        const after = acquirer.wasReversed(entry.key) ? 'reversed' : entry.status
        const allowed = before !== undefined && NEXT[before].includes(after)
        world.check(allowed, 9, () => `${entry.key} went from ${before ?? 'nothing'} to ${after}`)
        return
      }
      case 'owed-refused':
        return world.check(false, 12, () => `${entry.id} was refused with ${entry.code}`)
      case 'zone-keys':
        return checkZoneKeys(this.#truth, { ours: entry.zone })
      case 'terminal-keys':
        return this.#keys(entry.reason, entry.terminal)
      default:
    }
  }

  #keys(reason: 'delivered' | 'confirmed', terminal: Terminal): void {
    const { world, flash } = this.#truth
    if (reason === 'confirmed' && terminal.current) {
      const key = terminal.current.delivery.macKey
      const stored = flash.get(terminal.id)?.get('key/mac')
      // A copy of an older message may confirm once more what the terminal has replaced since; then it holds `pending`.
      const held = stored === key || stored === terminal.pending?.delivery.macKey
      world.check(held, 20, () => `${terminal.id}: the old key was retired, and the terminal does not hold the new one`)
    }
    const slots = flash.get(terminal.id)
    if (slots)
      world.check(
        keysAreKnown(slots, terminal),
        19,
        () => `${terminal.id} holds a key that the acquirer gave up (${reason})`,
      )
  }

  forwarding(request: Iso87Message): void {
    const { world, acquirer } = this.#truth
    if (request.mti === '0800') return
    const reference = request[37] ?? ''
    const payment = acquirer.paymentOfReference(reference)
    world.check(payment !== undefined, 2, () => `${request.mti} ${reference} left before its payment was durable`)
    if (request.mti !== '0200' && request.mti !== '0100') return
    world.check(!this.#forwarded.has(reference), 4, () => `${payment?.key ?? reference} was forwarded twice`)
    this.#forwarded.add(reference)
    const wanted = !payment || !acquirer.wasReversed(payment.key) || this.#isUndone(payment)
    world.check(wanted, 8, () => `${payment?.key ?? ''} was forwarded although it is reversed and nothing owes that`)
  }

  /** An answer on its way to a terminal. */
  answering(terminalId: string, message: UnionPayMessage | undefined): void {
    if (!message) return
    this.#carriedOut.add(`${message.mti} ${keyOf(message)}`)
    if (message.mti === '0810' && message[62]?.workingKeys) this.#signedOn(terminalId, message)
    if (message[64] === undefined) return
    if (message.mti === '0110' || message.mti === '0210' || message.mti === '0230') this.#payment(message)
    if (message.mti === '0410') this.#reversal(message)
    if (message.mti === '0510') this.#settlement.answering(message)
    if (message.mti === '0810' && message[60]?.networkCode === '601') this.#status.answering(message)
  }

  #signedOn(terminalId: string, message: UnionPayMessage): void {
    // Signing on carries no MAC, so damage may have made it another terminal's; the check is about the one it names.
    const terminal = this.#truth.acquirer.terminal(message[41] ?? terminalId)
    const given = toHex(message[62]?.workingKeys?.macKey ?? new Uint8Array(0))
    const known = [terminal?.pending, terminal?.current].some((keys) => keys?.delivery.macKey === given)
    this.#truth.world.check(known, 21, () => `${terminalId} was given a key that is neither pending nor current`)
  }

  #payment(message: UnionPayMessage): void {
    const key = keyOf(message)
    // An approval that goes without the script for its chip is another answer: the chip would keep the old PIN.
    const script = message[55]?.['72'] ? ' with a script' : ''
    const said = `${message[39] ?? ''} ${message[4] ?? ''}${script}`
    if (NO_OUTCOME.includes(message[39] ?? '')) return
    const before = this.#answered.get(key)
    this.#answered.set(key, said)
    const same = before === undefined || before === said
    this.#truth.world.check(same, 4, () => `${key} was answered ${before ?? ''}, then ${said}`)
    if (message[39] !== '00') return
    const payment = this.#truth.acquirer.payment(key)
    this.#truth.world.check(payment?.answer?.code === '00', 2, () => `${key} was answered 00 before that was durable`)
    const recorded = message[4] === undefined || Number(message[4]) === payment?.amount.minor
    this.#truth.world.check(recorded, 5, () => `${key} was answered 00 for another amount than is recorded`)
  }

  #reversal(message: UnionPayMessage): void {
    const { world, acquirer } = this.#truth
    const key = keyOf(message)
    if (message[39] !== '00') {
      // What was settled, or has something built on it, stands, and people hear of it. There is nothing else to refuse.
      const stands = acquirer.payment(key)?.status === 'approved' && !acquirer.wasReversed(key)
      return world.check(
        stands,
        10,
        () => `the reversal of ${key} was refused with ${message[39] ?? ''}, and nothing stands`,
      )
    }
    world.check(acquirer.wasReversed(key), 11, () => `the reversal of ${key} was acknowledged before it was durable`)
    const payment = acquirer.payment(key)
    // One that has not left yet must not leave any more, which `forwarding` sees to.
    const undone = !payment || !this.#forwarded.has(payment.reference) || this.#isUndone(payment)
    world.check(undone, 11, () => `the reversal of ${key} was acknowledged, and nothing durable owes it to the issuer`)
  }

  #isUndone({ status, reference }: Payment): boolean {
    const { acquirer, issuer } = this.#truth
    const atIssuer = issuer.authorizations.get(`${ACQUIRER_ID}-${reference}`)?.status
    const isOwed = acquirer.owed(`reversal-${reference}`) !== undefined
    return status === 'declined' || isOwed || (atIssuer !== undefined && atIssuer !== 'approved')
  }
}

const keyOf = (message: UnionPayMessage): string =>
  `${message[41] ?? ''}-${message[60]?.batch ?? ''}-${message[11] ?? ''}`
