import type { RefusalFamily } from '@fiftyfive/terminal'
import { testIds } from '../test-ids.ts'
import { Icon, type IconName } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { refusalWords, type RefusalFacts } from './refusal-words.ts'

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

/** Why, in two panes: what the customer does and what the cashier does. */
export function RefusalMessage({ facts }: { readonly facts: RefusalFacts }) {
  const { text, causes } = useSpeech()
  const words = refusalWords(text, causes, facts)
  const { family, prompt, triesLeft, byChip = false } = facts
  // Where no PIN is asked for, only the end of the tries is worth a word, or that it is near.
  const tellsTries = prompt || triesLeft === 0 || (triesLeft === 1 && family === 'wrong-pin')
  return (
    <div className={`refusal ${family}`}>
      <div className="refusal-head">
        <span className="sign">
          <Icon name={SIGNS[family]} />
        </span>
        <p className="refusal-title" data-testid={testIds.messageTitle}>
          {words.title}
        </p>
      </div>
      {tellsTries && <Tries left={triesLeft} byChip={byChip} />}
      <div className="panes">
        <div className="pane cardholder">
          <h3>
            <Icon name="person" />
            {text.refusal.cardholder}
          </h3>
          <p data-testid={testIds.messageCardholder}>{words.cardholder}</p>
        </div>
        <div className="pane cashier">
          <h3>
            <Icon name="shop" />
            {text.refusal.cashier}
          </h3>
          <p data-testid={testIds.messageCashier}>{words.cashier}</p>
        </div>
      </div>
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
