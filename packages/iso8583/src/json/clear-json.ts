import { equalBytes } from '@fiftyfive/kernel'
import { type Dialect, withoutLayouts } from '../dialect.ts'
import { messageToJson } from './message-json.ts'

/** A message as JSON with all card data, and whether `messageFromJson` and `encode` give its bytes back. */
export interface ClearJson {
  readonly json: unknown
  readonly isExact: boolean
}

interface AnyMessage {
  readonly mti: string
  readonly [number: number]: unknown
}

/**
 * The message that `bytes` hold, such that encoding it gives the same bytes. Senders have freedoms that an object does not
 * keep, above all the order of chip tags: elements that make use of one are given whole, as text or hex, and not in parts.
 */
export function clearJson<Message extends { readonly mti: string }>(
  dialect: Dialect<Message>,
  message: Message,
  bytes: Uint8Array,
): ClearJson {
  const isSame = (candidate: AnyMessage): boolean => {
    const encoded = dialect.encode(candidate as unknown as Message)
    return encoded.ok && equalBytes(encoded.value, bytes)
  }
  const parts = message as unknown as AnyMessage
  if (isSame(parts)) return { json: messageToJson(dialect, message, 'clear'), isExact: true }
  const whole = withoutLayouts(dialect.spec).decode(bytes)
  if (!whole.ok) return { json: messageToJson(dialect, message, 'clear'), isExact: false }
  let best: AnyMessage = { ...(whole.value as AnyMessage) }
  for (const number of Object.keys(best).map(Number)) {
    const candidate = { ...best, [number]: parts[number] }
    if (dialect.spec.fields[number]?.layout && isSame(candidate)) best = candidate
  }
  return { json: messageToJson(dialect, best as unknown as Message, 'clear'), isExact: isSame(best) }
}
