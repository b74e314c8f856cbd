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
  const answer: Record<number, unknown> & { readonly mti: string } = { mti, 39: FAULTS.FF_OVERLOADED.iso }
  // By hand: to spread an object into a message costs several times what encoding it does.
  for (let index = 0; index < REPEATED.length; index++) {
    const value = values.value[index]
    if (value !== undefined) answer[REPEATED[index] as number] = value
  }
  const encoded = unionpayPos.encode(answer)
  return encoded.ok ? encoded.value : undefined
}
