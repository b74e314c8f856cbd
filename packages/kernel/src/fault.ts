/**
 * The catalogue of operational faults. A fault is neither a decline (data: a response code) nor a bug (an assertion).
 * Each has one code, the ISO 8583 response code a terminal is given for it, and the HTTP status the API answers with;
 * its words in both languages are in packages/messages.
 */
export const FAULTS = {
  FF_FRAME_LENGTH: { iso: '30', http: 400 },
  FF_MESSAGE_FORMAT: { iso: '30', http: 400 },
  FF_MESSAGE_UNEXPECTED: { iso: '12', http: 400 },
  FF_AMOUNT: { iso: '13', http: 400 },
  FF_TERMINAL_UNKNOWN: { iso: '97', http: 404 },
  FF_TERMINAL_BLOCKED: { iso: '58', http: 403 },
  FF_MERCHANT_MISMATCH: { iso: '03', http: 403 },
  FF_NOT_SIGNED_ON: { iso: '77', http: 409 },
  FF_KEYS_TOO_OLD: { iso: '77', http: 409 },
  FF_BATCH_CLOSED: { iso: '77', http: 409 },
  FF_ORIGINAL_UNKNOWN: { iso: '25', http: 404 },
  FF_ORIGINAL_STATE: { iso: '22', http: 409 },
  FF_ORIGINAL_AMOUNT: { iso: '64', http: 409 },
  FF_LIMIT: { iso: '61', http: 409 },
  FF_BATCH_BUSY: { iso: '90', http: 409 },
  FF_BATCH_LINES: { iso: '95', http: 409 },
  FF_MERCHANT_UNKNOWN: { iso: '03', http: 422 },
  FF_MERCHANT_INACTIVE: { iso: '03', http: 403 },
  FF_MAC_MISSING: { iso: 'A0', http: 400 },
  FF_MAC_MISMATCH: { iso: 'A0', http: 400 },
  FF_DUPLICATE_IN_FLIGHT: { iso: '94', http: 409 },
  FF_DUPLICATE_DIFFERS: { iso: '94', http: 409 },
  FF_PIN_BLOCK_MALFORMED: { iso: '99', http: 422 },
  FF_PIN_MISSING: { iso: '99', http: 422 },
  FF_HSM_UNAVAILABLE: { iso: '96', http: 503 },
  FF_ROUTE_UNKNOWN: { iso: '92', http: 404 },
  FF_LINK_DOWN: { iso: '91', http: 503 },
  FF_ISSUER_TIMEOUT: { iso: '98', http: 504 },
  FF_ISSUER_MAC_MISMATCH: { iso: '96', http: 502 },
  FF_ISSUER_FORMAT: { iso: '96', http: 502 },
  FF_STORE_UNAVAILABLE: { iso: '96', http: 503 },
  FF_OVERLOADED: { iso: '96', http: 503 },
  FF_NOT_FOUND: { iso: '25', http: 404 },
  FF_INPUT: { iso: '30', http: 400 },
  FF_ACTIVATION_CODE: { iso: '97', http: 403 },
  FF_SIGN_IN: { iso: '05', http: 401 },
  FF_NO_SESSION: { iso: '05', http: 401 },
  FF_FORBIDDEN: { iso: '57', http: 403 },
  FF_OTHER_ORIGIN: { iso: '57', http: 403 },
  FF_CONFIRM: { iso: '57', http: 403 },
  FF_SECOND_FACTOR: { iso: '57', http: 403 },
  FF_INVITATION: { iso: '57', http: 403 },
  FF_PASSWORD: { iso: '30', http: 422 },
  FF_CONFLICT: { iso: '94', http: 409 },
  FF_TOO_MANY_REQUESTS: { iso: '65', http: 429 },
  FF_IDEMPOTENCY_KEY: { iso: '94', http: 422 },
  FF_IN_PROGRESS: { iso: '94', http: 409 },
  FF_PIN_PAUSED: { iso: '58', http: 409 },
  FF_QUARANTINED: { iso: '58', http: 409 },
  FF_CARD_HELD: { iso: '62', http: 409 },
  FF_BY_HAND: { iso: '40', http: 409 },
  FF_REACH: { iso: '61', http: 422 },
  FF_SECOND_PERSON: { iso: '57', http: 403 },
} as const satisfies Record<`FF_${string}`, { iso: string; http: number }>
export type FaultCode = keyof typeof FAULTS

/** A fault with what an engineer needs to see. `detail` is for logs and the console and is masked by its author. */
export interface Fault {
  readonly code: FaultCode
  readonly detail: string
}
export const fault = (code: FaultCode, detail: string): Fault => ({ code, detail })
