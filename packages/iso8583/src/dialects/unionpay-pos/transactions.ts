/**
 * What distinguishes the transactions of a UnionPay terminal on the wire: message type, DE 3, DE 25 and DE 60.1
 * (Q/CUP 009). Terminal and acquirer build and recognise messages from this one table. `certainty`: `published` rows
 * agree in several public descriptions and client programs; `single` rows rest on one, so an acquirer may deviate.
 */
export const UNIONPAY_TRANSACTIONS = {
  'balance-inquiry': row('0200', '310000', '00', '01', 'published'),
  sale: row('0200', '000000', '00', '22', 'published'),
  void: row('0200', '200000', '00', '23', 'published'),
  refund: row('0220', '200000', '00', '25', 'published'),
  'pre-authorization': row('0100', '030000', '06', '10', 'published'),
  'pre-authorization-cancellation': row('0100', '200000', '06', '11', 'published'),
  completion: row('0200', '000000', '06', '20', 'published'),
  'completion-cancellation': row('0200', '200000', '06', '21', 'published'),
  'completion-advice': row('0220', '000000', '06', '24', 'single'),
  'offline-sale': row('0220', '000000', '00', '30', 'single'),
  adjustment: row('0220', '000000', '00', '32', 'single'),
} as const satisfies Readonly<Record<string, UnionPayTransaction>>

export interface UnionPayTransaction {
  readonly mti: '0100' | '0200' | '0220'
  /** DE 3. */
  readonly processingCode: string
  /** DE 25: 00 normal, 06 pre-authorization. */
  readonly condition: '00' | '06'
  /** DE 60.1, transaction type. */
  readonly type: string
  readonly certainty: 'published' | 'single'
}

export type UnionPayTransactionKind = keyof typeof UNIONPAY_TRANSACTIONS

const KINDS = Object.keys(UNIONPAY_TRANSACTIONS) as UnionPayTransactionKind[]

/**
 * Which transaction a request is, or undefined when its elements fit none. All four must agree: a void and the
 * cancellation of a completion share message type and processing code.
 */
export function unionpayTransactionOf(message: {
  readonly mti: string
  readonly 3?: string
  readonly 25?: string
  readonly 60?: { readonly type?: string }
}): UnionPayTransactionKind | undefined {
  return KINDS.find((kind) => {
    const { mti, processingCode, condition, type } = UNIONPAY_TRANSACTIONS[kind]
    return (
      message.mti === mti && message[3] === processingCode && message[25] === condition && message[60]?.type === type
    )
  })
}

function row<Mti extends UnionPayTransaction['mti'], Condition extends UnionPayTransaction['condition']>(
  mti: Mti,
  processingCode: string,
  condition: Condition,
  type: string,
  certainty: UnionPayTransaction['certainty'],
) {
  return { mti, processingCode, condition, type, certainty } as const
}
