import { type BatchKey, batchKey, type OpenException, type Posting } from '../batch.ts'
import type { AcquirerStore } from '../journal.ts'
import type { Payment } from '../payment.ts'
import { countedOf, totalsOf } from './totals.ts'

/** One payment of a settled batch, as it was posted to its merchant. */
export interface PostedPayment {
  readonly payment: Payment
  readonly posting: Posting
}

/** What a settled batch was posted with, and what the terminal said otherwise; undefined before it is settled. */
export async function statementOfBatch(store: AcquirerStore, key: BatchKey) {
  const batch = await store.batch(key)
  if (!batch || batch.state === 'differs') return undefined
  const account = `merchant/${batch.merchantId}`
  const postings = (await store.postings(key)).filter((posting) => posting.account === account)
  const entries: PostedPayment[] = []
  for (const posting of postings) {
    const payment = await store.payment(posting.payment)
    if (payment) entries.push({ payment, posting })
  }
  const lines = await store.exceptionsOf('batch-line', `${key}-`)
  const totals = (await store.exceptionsOf('batch-totals', key)).filter(({ subject }) => subject === key)
  const differences: readonly OpenException[] = [...lines, ...totals]
  return { batch, entries, differences }
}

/** What a merchant has sold since its terminals last settled: batches that hold money, of today and long ago. */
export async function unsettledOf(store: AcquirerStore, merchantId: string) {
  const terminals = (await store.terminals()).filter((terminal) => terminal.merchantId === merchantId)
  const batches = await Promise.all(
    terminals.map(async ({ id, batch }) => {
      const counted = countedOf(await store.paymentsOfBatch(batchKey(id, batch)))
      const { debit_minor, credit_minor } = totalsOf(counted)
      const since = Math.min(...counted.map(({ payment }) => payment.receivedAt))
      return { terminal: id, batch, payments: counted.length, net_minor: debit_minor - credit_minor, since }
    }),
  )
  return batches.filter(({ payments }) => payments > 0)
}
