import type { Dialect } from './dialect.ts'
import { readMessageType } from './message-type-indicator.ts'
import { Cursor } from './wire/cursor.ts'

/** ISO 8583, 5.2: what the four digits of a message type say. */
export interface MessageKind {
  readonly version: '1987' | '1993' | '2003' | 'other'
  readonly class:
    | 'authorization'
    | 'financial'
    | 'file-action'
    | 'reversal'
    | 'reconciliation'
    | 'administrative'
    | 'fee-collection'
    | 'network-management'
  readonly function:
    | 'request'
    | 'request-response'
    | 'advice'
    | 'advice-response'
    | 'notification'
    | 'notification-acknowledgement'
    | 'instruction'
    | 'instruction-acknowledgement'
  readonly originator: 'acquirer' | 'issuer' | 'other'
  readonly isRepeat: boolean
}

const VERSIONS = ['1987', '1993', '2003'] as const
const CLASSES = [
  undefined,
  'authorization',
  'financial',
  'file-action',
  'reversal',
  'reconciliation',
  'administrative',
  'fee-collection',
  'network-management',
] as const
const FUNCTIONS = [
  'request',
  'request-response',
  'advice',
  'advice-response',
  'notification',
  'notification-acknowledgement',
  'instruction',
  'instruction-acknowledgement',
] as const
const ORIGINATORS = ['acquirer', 'acquirer', 'issuer', 'issuer', 'other', 'other'] as const

/** Of message types: there are ten thousand at most, and a party is asked about the same few with every message. */
const kinds = new Map<string, MessageKind | undefined>()
const answerTypes = new Map<string, string>()

/** Undefined for anything but four digits that the standard gives a meaning. */
export function messageKind(mti: string): MessageKind | undefined {
  if (kinds.has(mti)) return kinds.get(mti)
  if (!/^\d{4}$/.test(mti)) return undefined
  const kind = kindOf(mti)
  kinds.set(mti, kind)
  return kind
}

function kindOf(mti: string): MessageKind | undefined {
  const [version, kind, role, origin] = Array.from(mti, Number) as [number, number, number, number]
  const messageClass = CLASSES[kind]
  const messageFunction = FUNCTIONS[role]
  const originator = ORIGINATORS[origin]
  if (!messageClass || !messageFunction || !originator) return undefined
  return {
    version: VERSIONS[version] ?? 'other',
    class: messageClass,
    function: messageFunction,
    originator,
    isRepeat: origin % 2 === 1,
  }
}

/** The type that answers a message: 0210 for 0200 and 0201, 0430 for 0421. Undefined for what is not to be answered. */
export function answerType(mti: string): string | undefined {
  const known = answerTypes.get(mti)
  const kind = known === undefined ? messageKind(mti) : undefined
  if (!kind || FUNCTIONS.indexOf(kind.function) % 2 === 1) return known
  const answer = `${mti.slice(0, 2)}${Number(mti[2]) + 1}${Number(mti[3]) & ~1}`
  answerTypes.set(mti, answer)
  return answer
}

/**
 * One text for a message, its repeats and its answer, to find the one that an answer belongs to: together with elements
 * that both have, such as DE 11 and DE 37.
 */
export const exchangeOf = (mti: string): string => answerType(mti) ?? mti

/** The message type at the beginning of a message whose rest may be damaged; undefined when there is none. */
export function peekMessageType<Message>({ spec }: Dialect<Message>, bytes: Uint8Array): string | undefined {
  const cursor = new Cursor()
  cursor.start(bytes)
  const mti = readMessageType(cursor, spec)
  return cursor.error ? undefined : mti
}
