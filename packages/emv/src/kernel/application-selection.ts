import { equalBytes, toHex } from '@fiftyfive/kernel'
import type { Elements } from '../tlv.ts'

/** An application this terminal accepts. `partial`: a card's longer name that begins with it is accepted too. */
export interface AcceptedApplication {
  readonly aid: Uint8Array
  readonly partial: boolean
}

/** An application both sides know. */
export interface Candidate {
  /** The card's name for it, tag 84: 5 to 16 bytes. */
  readonly aid: Uint8Array
  /** For the cardholder to read: tag 9F12 where this terminal has its letters, else 50, else the name in hex. */
  readonly label: string
  /** 1 is first, 15 last; 0 when the card gives none (tag 87, low half). */
  readonly priority: number
  /** Tag 87, bit 8: may not be taken without asking the cardholder. */
  readonly needsConfirmation: boolean
}

const TEXT = new TextDecoder()
const NOTHING = new Uint8Array()

/** The candidate that an answer to SELECT describes, or undefined for an application this terminal does not accept. */
export function candidateFrom(
  elements: Elements,
  accepted: AcceptedApplication,
  aid = elements['84'],
): Candidate | undefined {
  if (!aid || aid.length < 5 || aid.length > 16) return undefined
  const matches = accepted.partial
    ? equalBytes(aid.slice(0, accepted.aid.length), accepted.aid)
    : equalBytes(aid, accepted.aid)
  if (!matches) return undefined
  const indicator = elements['87']?.[0] ?? 0
  return {
    aid: new Uint8Array(aid),
    label: labelOf(elements) || toHex(aid),
    priority: indicator & 0x0f,
    needsConfirmation: (indicator & 0x80) !== 0,
  }
}

/** Tag 9F11 = 01: the preferred name is written in ISO 8859-1 (Book 1, 12.4). */
function labelOf({ '9F11': table, '9F12': preferred, '50': label }: Elements): string {
  const name = table?.[0] === 1 && preferred ? String.fromCharCode(...preferred) : textOf(label ?? NOTHING)
  return name.trim()
}

/** Nearly all labels are plain ASCII, for which a TextDecoder takes longer. */
export function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes[i] as number
    if (code >= 0x80) return TEXT.decode(bytes)
    text += String.fromCharCode(code)
  }
  return text
}

/**
 * Whether the cardholder has to be asked (Book 1, 12.4): there is a choice, or the only application wants to be
 * confirmed. By tap nobody is asked: the card has left before anybody could answer (Contactless Book B, 3.3).
 */
export const wantsChoice = (candidates: readonly Candidate[]): boolean =>
  candidates.length > 1 || candidates.some(({ needsConfirmation }) => needsConfirmation)

/** In the order in which they are offered or tried (EMV Book 1, 12.4): by priority, those without one last, no name twice. */
export function orderCandidates(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length < 2) return candidates
  const byName = new Map(candidates.toReversed().map((candidate) => [toHex(candidate.aid), candidate]))
  const rank = ({ priority }: Candidate): number => (priority === 0 ? 16 : priority)
  return [...byName.values()].toReversed().toSorted((a, b) => rank(a) - rank(b))
}
