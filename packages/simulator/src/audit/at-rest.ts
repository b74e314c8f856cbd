import type { Payment } from '@fiftyfive/acquiring'
import type { Journal } from '@fiftyfive/terminal'
import { ACQUIRER_ID, type Truth } from './auditor.ts'
import { netOf } from './settlement-audit.ts'

/** What must be true once the faults stopped and 15 virtual minutes went by. */
export function checkAtRest(truth: Truth): void {
  const { world, acquirer, issuer, flash, printed, settled, lost } = truth
  const noticed = new Set(acquirer.openExceptions().map(({ subject }) => subject))
  for (const [terminalId, values] of flash) {
    if (lost.has(terminalId)) continue
    const { pending, advices = [], scripts = [] } = JSON.parse(values.get('journal') ?? '{}') as Journal
    world.check(!pending, 30, () => `${terminalId} still has a payment pending`)
    world.check(advices.length === 0, 30, () => `${terminalId} still has ${advices.length} advices to deliver`)
    world.check(scripts.length === 0, 30, () => `${terminalId} still has ${scripts.length} script results to tell`)
  }
  const owed = acquirer.rows.openRows('owed')
  world.check(owed.length === 0, 12, () => `${owed.length} messages are still owed, ${owed[0]?.key ?? ''} among them`)
  /** Of a terminal that is lost: its batch was settled before, or people look at it. */
  const isNoticed = ({ key, amount }: Payment): boolean => {
    const batch = key.slice(0, key.lastIndexOf('-'))
    return amount.minor === 0 || acquirer.batch(batch) !== undefined || noticed.has(batch)
  }
  for (const payment of acquirer.payments()) {
    const { key, status, reference } = payment
    world.check(status !== 'open' && status !== 'unknown', 14, () => `${key} is still ${status}`)
    if (!payment.card) continue
    const hold = issuer.authorizations.get(`${ACQUIRER_ID}-${reference}`)
    const agreed = (status === 'approved') === (hold?.status === 'approved')
    world.check(agreed, 7, () => `${key} is ${status} at the acquirer and ${hold?.status ?? 'unknown'} at the issuer`)
    const known = lost.has(payment.terminalId) ? isNoticed(payment) : settled.has(key)
    const holds = hold?.status === 'approved' && payment.kind !== 'script-notification'
    const silent = holds && !known
    world.check(!silent, 15, () => `${key} holds ${payment.amount.minor} and nobody knows of it`)
  }
  for (const key of printed) {
    const status = acquirer.payment(key)?.status ?? 'unknown'
    world.check(status === 'approved', 6, () => `${key} was printed as approved and is ${status}`)
  }
  checkWallets(truth)
  checkLedger(truth)
}

/** Beyond the 30 of the list: who paid with a phone has paid what stands, to the cent. */
const PAID_WHAT_STANDS = 36

function checkWallets({ world, acquirer, wallets }: Truth): void {
  for (const [key, { paid, back }] of wallets) {
    const order = acquirer.payment(key)
    const refunds = acquirer.family(key).filter(({ kind, status }) => kind === 'refund' && status === 'approved')
    const refunded = refunds.reduce((sum, { amount }) => sum + amount.minor, 0)
    const stands = order?.status === 'approved' ? order.amount.minor - refunded : 0
    const left = [...back.values()].reduce((sum, minor) => sum - minor, paid)
    world.check(left === stands, PAID_WHAT_STANDS, () => `${key}: ${left} were paid by phone and ${stands} stand`)
  }
}

/** Captured = sum of settled batches = sum of ledger postings. */
function checkLedger({ world, acquirer }: Truth): void {
  for (const batch of acquirer.batches()) {
    if (batch.state === 'differs') continue
    const captured = netOf(acquirer.paymentsOfBatch(batch.key))
    const postings = acquirer.postings(batch.key).filter(({ account }) => account.startsWith('merchant/'))
    const posted = postings.reduce((total, { amount }) => total + amount.minor, 0)
    const settled = batch.recorded.debit_minor - batch.recorded.credit_minor
    const same = captured === posted && posted === settled
    world.check(same, 22, () => `${batch.key}: ${captured} captured, ${settled} settled, ${posted} posted`)
  }
}
