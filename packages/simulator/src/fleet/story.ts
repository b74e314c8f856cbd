import type { Owner } from '@fiftyfive/diagnosis'

/** Where on the way of a payment something acted, in the order of that way. */
export const STAGES = [
  'card',
  'reader',
  'person',
  'keypad',
  'pin-pad',
  'terminal',
  'access',
  'acquirer',
  'link',
  'issuer',
  'answer',
] as const
export type Stage = (typeof STAGES)[number]

/** Something that acted on an attempt and may be why it is refused. */
export interface Mark {
  readonly stage: Stage
  readonly owner: Owner
  /** A cause of the catalogue; absent for what is in no catalogue. */
  readonly cause?: string
  /** The fault's id; absent for what happens in a healthy fleet. */
  readonly fault?: string
  /** Codes that it can explain; any without a word. */
  readonly codes?: readonly string[]
}

/** What really happened in one attempt. The acquirer sees none of it. */
export interface Story {
  readonly sale: string
  readonly card: string
  /** Terminal, batch and trace number; empty until the request leaves. */
  id: string
  readonly marks: Mark[]
  /** The issuer counted a PIN try. */
  counted: boolean
  /** What the acquirer's gateway saw besides what is in the messages. */
  readonly seen: GatewayFacts
}

/** Facts that the acquirer has from its gateway, its terminal management and the terminal's own log. */
export interface GatewayFacts {
  node?: string
  /** DE 39 as it came from the link, when something changed it afterwards. */
  originalCode?: string
  standIn?: boolean
  readFailures?: number
  assisted?: boolean
  /** As it travelled beside the message. */
  serialNumberBytes?: Uint8Array
  serialNumber?: {
    readonly device: string
    readonly counter: number
    readonly follows: 'next' | 'jump' | 'repeated' | 'backwards' | 'unknown-key-set' | 'exhausted'
  }
  verifyStatus?: string
  chipTriesLeft?: number
  tampered?: boolean
  clockError_s?: number
}

export function mark(story: Story | undefined, mark: Mark): void {
  if (!story || story.marks.some(({ fault, stage }) => fault === mark.fault && stage === mark.stage)) return
  story.marks.push(mark)
}

/** What the person and the keypad did matters only where a PIN was compared with another. */
const needsComparison = ({ stage }: Mark): boolean => stage === 'person' || stage === 'keypad'

/** Codes of cards that could not be read, or not be used. */
const UNREAD: ReadonlySet<string> = new Set(['Z1', '45', '54'])

/**
 * Why an attempt was refused: of what acted on it, the first on its way that can explain the code. When nothing special
 * did, the code of a healthy fleet says it itself.
 */
export function explain(story: Story, code: string): { readonly mark: Mark; readonly also: readonly string[] } {
  const compared = story.counted || (code === 'Z1' && story.marks.length > 0)
  const able = story.marks
    .filter((each) => (compared || !needsComparison(each)) && (each.stage !== 'reader' || UNREAD.has(code)))
    .filter(({ codes }) => codes === undefined || codes.includes(code))
    .toSorted((first, second) => STAGES.indexOf(first.stage) - STAGES.indexOf(second.stage))
  const [first, ...rest] = able
  const also = rest.flatMap(({ cause }) => (cause === undefined || cause === first?.cause ? [] : [cause]))
  return { mark: first ?? byCode(code), also: [...new Set(also)] }
}

const BY_CODE: Readonly<Record<string, readonly [cause: string, owner: Owner]>> = {
  '54': ['card-worn', 'cardholder'],
  '45': ['card-worn', 'cardholder'],
  '62': ['risk-block', 'issuer'],
  '59': ['risk-block', 'issuer'],
  '75': ['online-locked', 'cardholder'],
  '38': ['online-locked', 'cardholder'],
  '70': ['pin-missing', 'terminal'],
  '68': ['network', 'link'],
  '91': ['network', 'link'],
  '96': ['network', 'link'],
  '98': ['network', 'link'],
  A0: ['corrupt', 'link'],
  '30': ['corrupt', 'link'],
}

function byCode(code: string): Mark {
  const known = BY_CODE[code]
  return known ? { stage: 'issuer', cause: known[0], owner: known[1] } : { stage: 'issuer', owner: 'acquirer' }
}
