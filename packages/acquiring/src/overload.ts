import { answerType, peekMessageType, unionpayPos, type UnionPayMessage } from '@fiftyfive/iso8583'
import { FAULTS } from '@fiftyfive/kernel'
import type { Answered } from './ports.ts'

/** What makes the answer recognizable to its terminal. */
const REPEATED = [3, 4, 11, 25, 41, 42, 49, 60] as const

/**
 * Refuses a message at once with 96, without doing anything about it. Cheap on purpose: it is called most when there is
 * least to spare. It carries no MAC, which would cost a command of the security module; a refusal needs none.
 */
export function refuseOverloaded(bytes: Uint8Array): Answered | undefined {
  const type = peekMessageType(unionpayPos, bytes)
  const mti = type === undefined ? undefined : answerType(type)
  const values = unionpayPos.peek(bytes, REPEATED)
  if (mti === undefined || !values.ok) return undefined
  const [code, amount, trace, condition, terminal, merchant, currency, kind] = values.value
  // In one piece: an object that gets its fields one by one costs more than encoding it. Undefined counts as absent.
  const answer = {
    mti,
    3: code,
    4: amount,
    11: trace,
    25: condition,
    39: FAULTS.FF_OVERLOADED.iso,
    41: terminal,
    42: merchant,
    49: currency,
    60: kind,
  } as UnionPayMessage
  const encoded = unionpayPos.encode(answer)
  return encoded.ok ? encoded.value : undefined
}
