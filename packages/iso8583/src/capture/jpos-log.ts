import { fromHex, isHex } from '@fiftyfive/kernel'

/** A message as a jPOS log shows it: element values as text, binary ones as bytes. Parts are keyed `48.2`. */
export interface LoggedMessage {
  /** As the log writes it, e.g. `incoming`; undefined when it does not say. */
  readonly direction: string | undefined
  /** The `at` or `start-time` of the entry around it. */
  readonly at: string | undefined
  readonly mti: string
  readonly fields: Readonly<Record<string, string | Uint8Array>>
}

const TAG = /<(\/?)(log|isomsg|field)\b((?:\s+[\w-]+="[^"]*")*)\s*(\/?)>/g
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g

/** Whether the text looks like a log of jPOS or an `<isomsg>` taken from one. */
export const isJposLog = (text: string): boolean => /<isomsg\b/.test(text)

/** The messages of a jPOS log in their order. Anything that is no message is passed over. */
export function readJposLog(text: string): readonly LoggedMessage[] {
  const messages: LoggedMessage[] = []
  const prefix: string[] = []
  let at: string | undefined
  let open:
    { direction: string | undefined; at: string | undefined; fields: Record<string, string | Uint8Array> } | undefined
  for (const [, closing, name, attributeText, empty] of text.matchAll(TAG)) {
    const attributes = attributesOf(attributeText as string)
    if (name === 'log' && closing === '') at = attributes['at']
    else if (name === 'isomsg' && closing === '') {
      if (open) prefix.push(attributes['id'] ?? '')
      else open = { direction: attributes['direction'], at, fields: {} }
      if (empty === '/') prefix.pop()
    } else if (name === 'isomsg') {
      if (prefix.length > 0) prefix.pop()
      else if (open) {
        const { '0': mti, ...fields } = open.fields
        if (typeof mti === 'string') messages.push({ direction: open.direction, at: open.at, mti, fields })
        open = undefined
      }
    } else if (open && attributes['id'] !== undefined && attributes['value'] !== undefined) {
      const path = [...prefix, attributes['id']].join('.')
      open.fields[path] = valueOf(attributes['value'], attributes['type'])
    }
  }
  return messages
}

const valueOf = (value: string, type: string | undefined): string | Uint8Array =>
  type === 'binary' && isHex(value) ? fromHex(value) : value

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function attributesOf(text: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {}
  for (const [, name, value] of text.matchAll(ATTRIBUTE)) {
    attributes[name as string] = (value as string).replaceAll(
      /&(\w+);/g,
      (whole, entity: string) => ENTITIES[entity] ?? whole,
    )
  }
  return attributes
}
