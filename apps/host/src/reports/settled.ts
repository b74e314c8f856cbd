import type { Batch } from '@fiftyfive/acquiring'
import type { SettledBatch } from '@fiftyfive/contract'

/** Batches that are closed, as their merchant sees them. No fee is taken of them: there is no agreement about any. */
export const settledBatches = (batches: readonly Batch[]): readonly SettledBatch[] =>
  batches.flatMap(({ key, terminalId, batch, state, recorded, changedAt }) =>
    state === 'differs'
      ? []
      : [
          {
            key,
            terminal: terminalId,
            batch,
            closedAt: changedAt,
            state,
            sales: recorded.debits,
            sales_minor: recorded.debit_minor,
            refunds: recorded.credits,
            refunds_minor: recorded.credit_minor,
            net_minor: recorded.debit_minor - recorded.credit_minor,
          },
        ],
  )
