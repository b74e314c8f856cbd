import type { Iso87Message } from '@fiftyfive/iso8583'

/** DE 70, network management information code (ISO 8583:1987, annex A). */
const SIGN_ON = '001'
const SIGN_OFF = '002'
const ECHO = '301'

const networkMessage = (code: string, trace: string): Iso87Message => ({
  mti: '0800',
  7: transmissionTime(new Date()),
  11: trace,
  70: code,
})

export const signOn = (trace: string): Iso87Message => networkMessage(SIGN_ON, trace)
export const signOff = (trace: string): Iso87Message => networkMessage(SIGN_OFF, trace)
export const echo = (trace: string): Iso87Message => networkMessage(ECHO, trace)

/** DE 7, MMDDhhmmss in UTC. */
const transmissionTime = (now: Date): string => now.toISOString().replaceAll(/\D/g, '').slice(4, 14)
