import { answerType, peekMessageType, unionpayPos } from '@fiftyfive/iso8583'
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
  const answer: Partial<Record<number, unknown>> = { 39: FAULTS.FF_OVERLOADED.iso }
  for (const [index, number] of REPEATED.entries()) {
    if (values.value[index] !== undefined) answer[number] = values.value[index]
  }
  const encoded = unionpayPos.encode({ ...answer, mti })
  return encoded.ok ? encoded.value : undefined
}
