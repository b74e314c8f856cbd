import { type Currency, CURRENCIES, FAULTS, type FaultCode } from '@fiftyfive/kernel'
import type { UnionPayMessage } from '@fiftyfive/iso8583'
import { type Authentic, authentic } from '../authorization/authentic.ts'
import { repeated, sealed } from '../authorization/respond.ts'
import { type Batch, batchKey, isClosedBatch, type Totals } from '../batch.ts'
import { raiseOnce } from '../exceptions.ts'
import type { Payment } from '../payment.ts'
import type { AcquirerPorts, Answered } from '../ports.ts'
import { localTimeFields } from '../time.ts'
import { closeBatch } from './close.ts'
import { countedOf, sameTotals, totalsOf } from './totals.ts'

type Result = '1' | '2'
const AGREES: Result = '1'
const DIFFERS: Result = '2'

/** DE 60.3 of a settlement. */
const SETTLEMENT_CODE = '201'

/**
 * Settlement (0500): compares what the terminal says its batch comes to with our record. Equal: the batch is closed.
 * Unequal: the terminal uploads its lines. However often it is asked, a batch is closed once.
 */
export async function settle(ports: AcquirerPorts, message: UnionPayMessage, bytes: Uint8Array): Promise<Answered> {
  const claimed = claimedBy(message)
  const batch = message[60]?.batch
  const currency = currencyOf(message[49] ?? '')
  if (!claimed || !batch || !message[11] || !currency) return refused(ports, message, 'FF_MESSAGE_FORMAT')
  if (message[60]?.networkCode !== SETTLEMENT_CODE) return refused(ports, message, 'FF_MESSAGE_UNEXPECTED')
  const known = await authentic(ports, message, bytes)
  if (!known.ok) return refused(ports, message, known.error.fault ?? 'FF_MAC_MISMATCH')
  const key = batchKey(known.value.terminal.id, batch)
  const outcome = await ports.inFlight.batches.take(key, async () => {
    const { id: terminalId, merchantId } = known.value.terminal
    return compare(ports, known.value, { key, terminalId, batch, merchantId, currency, claimed })
  })
  return typeof outcome === 'object'
    ? answer(ports, message, known.value, { result: outcome.result })
    : answer(ports, message, known.value, { fault: outcome })
}

async function compare(
  ports: AcquirerPorts,
  { terminal }: Authentic,
  batch: Omit<Batch, 'state' | 'recorded' | 'changedAt'>,
): Promise<{ readonly result: Result } | FaultCode> {
  const { key, claimed } = batch
  const earlier = await ports.store.batch(key)
  if (earlier && isClosedBatch(earlier)) {
    if (sameTotals(earlier.claimed, claimed))
      return { result: sameTotals(earlier.recorded, claimed) ? AGREES : DIFFERS }
    await raiseOnce(ports, { kind: 'duplicate-differs', subject: key, terminalId: terminal.id, detail: '94' })
    return 'FF_DUPLICATE_DIFFERS'
  }
  const payments = await ports.store.paymentsOfBatch(key)
  if (payments.some(isUnfinished)) return 'FF_BATCH_BUSY'
  const counted = countedOf(payments)
  const recorded = totalsOf(counted)
  if (sameTotals(recorded, claimed)) {
    await closeBatch(ports, { terminal, batch, counted })
    return { result: AGREES }
  }
  if (!earlier || !sameTotals(earlier.claimed, claimed) || !sameTotals(earlier.recorded, recorded)) {
    const differing: Batch = { ...batch, state: 'differs', recorded, changedAt: ports.clock.now() }
    await ports.store.commit(ports.clock.now(), [{ type: 'batch-changed', batch: differing }])
  }
  return { result: DIFFERS }
}

/** An unknown outcome waits for the reversal that its terminal owes: a batch never closes with one pending. */
export const isUnfinished = ({ status }: Payment): boolean => status === 'open' || status === 'unknown'

function claimedBy(message: UnionPayMessage): Totals | undefined {
  const totals = message[48]?.settlement
  if (!totals) return undefined
  const sum = (domestic: string, foreign: string): number => Number(domestic) + Number(foreign)
  return {
    debit_minor: sum(totals.domesticDebitAmount, totals.foreignDebitAmount),
    debits: sum(totals.domesticDebitCount, totals.foreignDebitCount),
    credit_minor: sum(totals.domesticCreditAmount, totals.foreignCreditAmount),
    credits: sum(totals.domesticCreditCount, totals.foreignCreditCount),
  }
}

const currencyOf = (numeric: string): Currency | undefined =>
  (Object.keys(CURRENCIES) as Currency[]).find((currency) => CURRENCIES[currency].numeric === numeric)

const refused = (ports: AcquirerPorts, message: UnionPayMessage, fault: FaultCode): Promise<Answered> =>
  answer(ports, message, {}, { fault })

function answer(
  ports: AcquirerPorts,
  message: UnionPayMessage,
  keys: Partial<Authentic>,
  outcome: { readonly result: Result } | { readonly fault: FaultCode },
): Promise<Answered> {
  const totals = message[48]?.settlement
  const isRefused = 'fault' in outcome
  return sealed(ports, keys, {
    mti: '0510',
    ...repeated(message),
    ...localTimeFields(ports.clock.now()),
    39: isRefused ? FAULTS[outcome.fault].iso : '00',
    ...(totals && !isRefused
      ? { 48: { settlement: { ...totals, domesticResult: outcome.result, foreignResult: outcome.result } } }
      : {}),
  })
}
