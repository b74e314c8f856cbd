import { shortAnswers, unionpayPos } from '@fiftyfive/iso8583'
import { FAULTS } from '@fiftyfive/kernel'
import { REPEATED } from './authorization/respond.ts'

/**
 * Refuses a message at once with 96, without doing anything about it. Cheap on purpose: it is called most when there is
 * least to spare. It carries no MAC, which would cost a command of the security module; a refusal needs none.
 */
export const refuseOverloaded = shortAnswers(unionpayPos, REPEATED, { 39: FAULTS.FF_OVERLOADED.iso })
