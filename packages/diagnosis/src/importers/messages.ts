import { messageKind, panInTrack2, type CapturedMessage } from '@fiftyfive/iso8583'
import { complete, type Draft, type Tokenize } from './reading.ts'
import { parseTime } from './dates.ts'
import { cardFacts } from './rows.ts'
import { ofActionCode, parseEntry } from './values.ts'

/** A decoded message as JSON of the clear form, and when it was seen, if that is known. */
export interface SeenMessage {
  readonly dialect: CapturedMessage['dialect']
  /** Milliseconds since 1970. */
  readonly at?: number
  readonly fields: Readonly<Record<string, unknown>>
}

/** A request without an answer after so long will have none. */
const ANSWER_MS = 120_000
/** Requests that wait for their answer; the oldest is given up first. */
const WAITING_MAX = 50_000
/** DE 39 of a request that nobody answered in time. */
const NO_ANSWER = '98'

interface Request {
  readonly number: number
  readonly message: SeenMessage
  readonly at: number
  repeats: number
}

/**
 * Pairs requests with answers by terminal and trace number and says what became of each as a draft of an attempt.
 * Messages of other kinds than financial and authorization requests pass unseen.
 */
export class MessageImporter {
  readonly #tokenize: Tokenize
  readonly #now: number
  readonly #waiting = new Map<string, Request>()
  #number = 0
  #last = 0

  /** `now`: dates, which messages write without a year, are of the twelve months before it. */
  constructor(tokenize: Tokenize, now: number) {
    this.#tokenize = tokenize
    this.#now = now
  }

  push(message: SeenMessage): Draft[] {
    const kind = messageKind(text(message.fields['mti']) ?? '')
    if (kind?.class !== 'authorization' && kind?.class !== 'financial') return []
    if (kind.function !== 'request' && kind.function !== 'request-response') return []
    const number = ++this.#number
    const at = message.at ?? dateIn(message.fields, this.#now) ?? this.#last + 1
    this.#last = Math.max(this.#last, at)
    const key = `${kind.class}/${text(message.fields['41'])?.trim()}/${text(message.fields['11'])}`
    if (kind.function === 'request') {
      const known = this.#waiting.get(key)
      if (known) known.repeats++
      else this.#waiting.set(key, { number, message, at, repeats: 0 })
      return this.#expire(at)
    }
    const request = this.#waiting.get(key)
    this.#waiting.delete(key)
    return [this.#draft(request ?? { number, message, at, repeats: 0 }, message, at), ...this.#expire(at)]
  }

  end(): Draft[] {
    return this.#expire(Number.POSITIVE_INFINITY)
  }

  #expire(now: number): Draft[] {
    const drafts: Draft[] = []
    for (const [key, request] of this.#waiting) {
      if (now - request.at <= ANSWER_MS && this.#waiting.size <= WAITING_MAX) break
      this.#waiting.delete(key)
      drafts.push(this.#draft(request, undefined, request.at))
    }
    return drafts
  }

  #draft({ number, message, at, repeats }: Request, answer: SeenMessage | undefined, answeredAt: number): Draft {
    const { fields } = message
    const all = { ...answer?.fields, ...fields }
    const pan = text(fields['2']) ?? panInTrack2(text(fields['35']) ?? '')
    const entry = parseEntry(entryDigits(fields['22']))
    const terminal = text(all['41'])?.trim() ?? ''
    const code = ofActionCode(text(answer?.fields['39']) ?? NO_ANSWER)
    const amount = Number(text(fields['4']) ?? Number.NaN)
    const chip = chipFacts(fields['55'])
    return complete(
      {
        id: [terminal, batchOf(fields['60']), text(all['11']) ?? String(number)].filter((part) => part).join('-'),
        at: Math.round(at),
        terminal,
        merchant: text(all['42'])?.trim() ?? '',
        ...(pan === undefined ? {} : cardFacts(pan, this.#tokenize)),
        ...(entry.ok ? entry.value : {}),
        pinPresent: fields['52'] !== undefined || (entry.ok && entry.value.pinPresent === true),
        code,
        ...(Number.isFinite(amount) ? { amount_minor: amount } : {}),
        ...(answer?.at !== undefined && message !== answer ? { latency_ms: Math.round(answeredAt - at) } : {}),
        ...(answer ? {} : { issuerLink: 'timeout' }),
        ...(repeats > 0 ? { duplicate: true } : {}),
        ...chip,
      },
      number,
    )
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function entryDigits(value: unknown): string {
  if (typeof value !== 'object' || value === null) return text(value) ?? ''
  const { panEntry, pinEntry } = value as { panEntry?: unknown; pinEntry?: unknown }
  return `${text(panEntry) ?? ''}${text(pinEntry) ?? ''}`
}

const batchOf = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? text((value as { batch?: unknown }).batch) : undefined

/** Tags 9F34, 95, 4F or 84 and 9F17 of DE 55, when the dialect took it apart. */
function chipFacts(value: unknown): Draft {
  if (typeof value !== 'object' || value === null) return {}
  const tags = value as Readonly<Record<string, unknown>>
  const cvmResults = text(tags['9F34'])
  const application = text(tags['4F'] ?? tags['84'])
  const terminalVerificationResults = text(tags['95'])
  const chip = {
    ...(application === undefined ? {} : { application }),
    ...(terminalVerificationResults === undefined ? {} : { terminalVerificationResults }),
  }
  return { ...(cvmResults === undefined ? {} : { cvmResults }), ...(Object.keys(chip).length > 0 ? { chip } : {}) }
}

/** DE 7 (UTC), or DE 13 and DE 12 as if they were. */
function dateIn(fields: SeenMessage['fields'], now: number): number | undefined {
  const stamp = text(fields['7']) ?? `${text(fields['13']) ?? ''}${text(fields['12']) ?? ''}`
  const at = parseTime(stamp, 'Z', 'year', now)
  return at.ok ? at.value : undefined
}
