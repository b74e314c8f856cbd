import type { Change, Row } from '@fiftyfive/kernel'
import type { JournalEntry } from './journal.ts'
import type { Payment } from './payment.ts'

export type AcquirerTable =
  | 'merchant'
  | 'activation'
  | 'terminal'
  | 'payment'
  | 'reversal'
  | 'owed'
  | 'stood-in'
  | 'batch'
  | 'line'
  | 'posting'
  | 'exception'
  | 'restriction'
  | 'zone'

type Changes = readonly Change<AcquirerTable>[]

const put = (table: AcquirerTable, row: Row): Change<AcquirerTable> => ({ do: 'put', table, row })
const add = (table: AcquirerTable, row: Row): Change<AcquirerTable> => ({ do: 'add', table, row })

/** What an entry changes, as data: the same for every store. */
export function project(entry: JournalEntry): Changes {
  switch (entry.type) {
    case 'merchant-registered':
    case 'merchant-state':
      return [put('merchant', { key: entry.merchant.id, body: entry.merchant })]
    case 'activation-issued': {
      const { code, terminalId, merchantId } = entry
      return [put('activation', { key: code, status: 'open', body: { terminalId, merchantId } })]
    }
    case 'terminal-activated': {
      const used = { do: 'set', table: 'activation', key: entry.code, status: 'used' } as const
      return [used, put('terminal', { key: entry.terminal.id, body: entry.terminal })]
    }
    case 'terminal-keys':
    case 'terminal-state':
      return [put('terminal', { key: entry.terminal.id, body: entry.terminal })]
    case 'payment-received':
      return [{ do: 'make', table: 'payment', row: paymentRow(entry.payment) }]
    case 'payment-completed': {
      const { key, status, answer } = entry
      // A reversal may have become durable between the decision and this entry; it wins.
      const when = { table: 'reversal', key } as const
      return [
        { do: 'set', table: 'payment', key, status, extra: answer },
        { do: 'move', table: 'payment', key, from: [status], to: 'reversed', when },
      ]
    }
    case 'reversal-received': {
      const { key, terminalId, reason } = entry
      return [add('reversal', { key, body: { terminalId, reason } }), undone(key)]
    }
    case 'owed-queued': {
      const { id, family, stoodIn } = entry.owed
      const owed = add('owed', { key: id, status: 'open', parent: family, body: entry.owed })
      return stoodIn ? [owed, add('stood-in', { key: id, parent: stoodIn.card, body: stoodIn })] : [owed]
    }
    case 'owed-answered': {
      const remove = { do: 'remove', table: 'owed', key: entry.id } as const
      switch (entry.kind) {
        case 'reversal':
          return [remove, undone(entry.paymentKey)]
        case 'advice':
          return [remove, heard(entry.id)]
        case 'payer-refund':
          return [remove]
      }
    }
    case 'owed-refused':
      return [{ do: 'set', table: 'owed', key: entry.id, status: 'refused', extra: entry.code }, heard(entry.id)]
    case 'batch-changed':
      return [put('batch', { key: entry.batch.key, parent: entry.batch.merchantId, body: entry.batch })]
    case 'batch-uploaded':
      return entry.lines.map((line) => put('line', { key: line.payment, parent: entry.batch, body: line }))
    case 'batch-posted':
      return entry.postings.map((posting) =>
        add('posting', { key: `${posting.payment}/${posting.account}`, parent: entry.batch, body: posting }),
      )
    case 'exception-opened':
      return [add('exception', { key: entry.exception.id, status: 'open', body: entry.exception })]
    case 'exception-resolved': {
      const { id, by, note } = entry
      return [{ do: 'set', table: 'exception', key: id, status: 'resolved', extra: { by, note } }]
    }
    case 'restriction-placed':
      return [put('restriction', { key: entry.restriction.id, status: 'open', body: entry.restriction })]
    case 'restriction-lifted':
      return [{ do: 'set', table: 'restriction', key: entry.id, status: 'lifted', extra: entry.by }]
    case 'card-key':
      return []
    case 'zone-keys':
      return [put('zone', { key: entry.zone.link, body: entry.zone })]
  }
}

const heard = (key: string): Change<AcquirerTable> => ({ do: 'remove', table: 'stood-in', key })

const undone = (key: string): Change<AcquirerTable> => ({
  do: 'move',
  table: 'payment',
  key,
  from: ['approved', 'unknown'],
  to: 'reversed',
})

function paymentRow(payment: Payment): Row {
  const { status, family: parent } = payment
  // JSON leaves out what is undefined.
  const body = { ...payment, status: undefined, answer: undefined }
  return { key: payment.key, alias: payment.reference, status, body, ...(parent ? { parent } : {}) }
}

/** What an entry is about, by which its history can be found in the journal. */
export function subjectOf(entry: JournalEntry): string {
  switch (entry.type) {
    case 'merchant-registered':
    case 'merchant-state':
      return entry.merchant.id
    case 'activation-issued':
      return entry.terminalId
    case 'terminal-activated':
    case 'terminal-keys':
    case 'terminal-state':
      return entry.terminal.id
    case 'payment-received':
      return entry.payment.key
    case 'payment-completed':
    case 'reversal-received':
      return entry.key
    case 'owed-queued':
      return entry.owed.paymentKey
    case 'owed-answered':
    case 'owed-refused':
      return entry.paymentKey
    case 'batch-changed':
      return entry.batch.key
    case 'batch-uploaded':
    case 'batch-posted':
      return entry.batch
    case 'exception-opened':
      return entry.exception.id
    case 'exception-resolved':
    case 'restriction-lifted':
    case 'card-key':
      return entry.id
    case 'restriction-placed':
      return entry.restriction.id
    case 'zone-keys':
      return entry.zone.link
  }
}
