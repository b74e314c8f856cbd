import { fromHex, isHex } from '@fiftyfive/kernel'

/** Text, bytes of a binary element, or the parts of an `<isomsg>` within the message by number. */
export type LoggedValue = string | Uint8Array | { readonly [number: string]: LoggedValue }
type Fields = Record<string, LoggedValue>

/** A message as a jPOS log shows it. */
export interface LoggedMessage {
  /** As the log writes it, e.g. `incoming`; undefined when it does not say. */
  readonly direction: string | undefined
  /** The `at` or `start-time` of the entry around it. */
  readonly at: string | undefined
  readonly mti: string
  readonly fields: Readonly<Fields>
  /** Paths of values that the log hides: jPOS's protected listener writes `622588______5678` and `[WIPED]`. */
  readonly hidden: readonly string[]
}

// A value with `<` in it stands in a CDATA section.
const TAG = /<(\/?)(log|isomsg|field)\b((?:\s+[\w-]+="[^"]*")*)\s*(\/?)>(?:<!\[CDATA\[([\s\S]*?)\]\]>)?/g
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g

/** Whether the text looks like a log of jPOS or an `<isomsg>` taken from one. */
export const isJposLog = (text: string): boolean => /<isomsg\b/.test(text)

interface Open {
  readonly direction: string | undefined
  readonly at: string | undefined
  /** The message and the parts around the next value, and their numbers. */
  readonly fields: Fields[]
  readonly path: string[]
  readonly hidden: string[]
}

/** The messages of a jPOS log in their order. Anything that is no message is passed over. */
export function readJposLog(text: string): readonly LoggedMessage[] {
  const messages: LoggedMessage[] = []
  let at: string | undefined
  let open: Open | undefined
  for (const [, closing, name, attributeText, empty, content] of text.matchAll(TAG)) {
    const attributes = attributesOf(attributeText as string)
    const isStart = closing === ''
    if (name === 'log' && isStart) at = attributes['at']
    else if (name === 'isomsg' && isStart) {
      if (empty === '/') continue
      if (open) enter(open, attributes['id'] ?? '')
      else open = { direction: attributes['direction'], at, fields: [{}], path: [], hidden: [] }
    } else if (name === 'isomsg' && open) {
      if (open.path.pop() !== undefined) open.fields.pop()
      else {
        const { '0': mti, ...fields } = open.fields[0] as Fields
        const { direction, hidden } = open
        if (typeof mti === 'string') messages.push({ direction, at: open.at, mti, fields, hidden })
        open = undefined
      }
    } else if (name === 'field' && open) setField(open, attributes, content)
  }
  return messages
}

function enter({ fields, path }: Open, number: string): void {
  const parts: Fields = {}
  const around = fields.at(-1) as Fields
  around[number] = parts
  fields.push(parts)
  path.push(number)
}

function setField({ fields, path, hidden }: Open, attributes: Attributes, content: string | undefined): void {
  const { id, type } = attributes
  const value = attributes['value'] ?? content
  if (id === undefined || value === undefined) return
  if (isHidden(value)) hidden.push([...path, id].join('.'))
  else (fields.at(-1) as Fields)[id] = type === 'binary' && isHex(value) ? fromHex(value) : value
}

/** Digits of a card number or a track hidden by underscores; what stands for a value that is hidden whole. */
const isHidden = (value: string): boolean =>
  value === '[WIPED]' || value === 'AA55AA55AA55AA55' || /^[\d=D^]*_{3,}[\d=D^_]*$/.test(value)

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

type Attributes = Readonly<Record<string, string>>

function attributesOf(text: string): Attributes {
  const attributes: Record<string, string> = {}
  for (const [, name, value] of text.matchAll(ATTRIBUTE)) {
    attributes[name as string] = (value as string).replaceAll(
      /&(\w+);/g,
      (whole, entity: string) => ENTITIES[entity] ?? whole,
    )
  }
  return attributes
}
