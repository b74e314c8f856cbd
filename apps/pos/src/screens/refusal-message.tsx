import type { RefusalFamily } from '@fiftyfive/terminal'
import { testIds } from '../test-ids.ts'
import { Icon, type IconName } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { refusalWords, type RefusalFacts } from './refusal-words.ts'

/** Whose screen it is. Each has one of their own, so that nobody has to pick their sentence out of two. */
export type Audience = 'cardholder' | 'cashier'
export const otherThan = (audience: Audience): Audience => (audience === 'cashier' ? 'cardholder' : 'cashier')
const PEOPLE = { cardholder: 'person', cashier: 'shop' } as const

/** Each family has its own colour and sign, so that our fault never looks like the customer's mistake. */
const SIGNS: Record<RefusalFamily, IconName> = {
  'wrong-pin': 'again',
  locked: 'lock',
  'our-fault': 'terminal',
  card: 'card',
  network: 'network',
  'pin-missing': 'hand',
  declined: 'bank',
}

/** Why, and what this one person does now. */
export function RefusalMessage(props: {
  readonly facts: RefusalFacts
  readonly audience: Audience
  /** Gives the terminal to the other one, where it stands between them. */
  readonly turn?: () => void
}) {
  const { facts, audience, turn } = props
  const { text, causes } = useSpeech()
  const words = refusalWords(text, causes, facts)
  const other = otherThan(audience)
  const { family, prompt, triesLeft, byChip = false } = facts
  // Where no PIN is asked for, only the end of the tries is worth a word, or that it is near.
  const tellsTries = prompt || triesLeft === 0 || (triesLeft === 1 && family === 'wrong-pin')
  return (
    <div className={`refusal ${family}`} data-audience={audience}>
      <div className="audience">
        <Icon name={PEOPLE[audience]} />
        {text.refusal[audience]}
        {turn && (
          <button
            type="button"
            className="menu-button"
            aria-label={text.refusal.turnTo[other]}
            data-testid={testIds.turn}
            onClick={turn}
          >
            <Icon name={PEOPLE[other]} />
            {text.refusal[other]}
          </button>
        )}
      </div>
      <div className="refusal-head">
        <span className="sign">
          <Icon name={SIGNS[family]} />
        </span>
        <p className="refusal-title" data-testid={testIds.messageTitle}>
          {words.title}
        </p>
      </div>
      {tellsTries && <Tries left={triesLeft} byChip={byChip} />}
      <p className="refusal-advice" data-testid={testIds.message(audience)}>
        {words[audience]}
      </p>
    </div>
  )
}

/** Shown only when the issuer or the chip said how many there are. */
export function Tries({ left, byChip }: { readonly left: number | undefined; readonly byChip: boolean }) {
  const { text, say } = useSpeech()
  if (left === undefined) return null
  return (
    <p className={left <= 1 ? 'tries last' : 'tries'} data-testid={testIds.triesLeft} data-tries={left}>
      <Icon name="warning" />
      {left === 0 && text.refusal.noTriesLeft}
      {left === 1 && (byChip ? text.refusal.lastTryAtChip : text.refusal.lastTry)}
      {left > 1 && say(text.refusal.triesLeft, { count: left })}
    </p>
  )
}
