import type { DemoCard } from '@fiftyfive/contract'
import { money } from '@fiftyfive/kernel'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { useSpeech } from '../ui/language.tsx'
import type { Bank } from './use-bank.ts'

/** The issuer's truth about the chosen card. A fault of ours must leave the number of tries alone; here it is seen. */
export function IssuerSection({ card, bank }: { readonly card: DemoCard; readonly bank: Bank }) {
  const { text, money: inWords } = useSpeech()
  const state = bank.states.find(({ id }) => id === card.id)
  const { demo } = text
  return (
    <section aria-labelledby="demo-issuer">
      <h3 id="demo-issuer">{demo.issuerTitle}</h3>
      <dl className="facts">
        <div>
          <dt>{demo.triesLeft}</dt>
          <dd data-testid={testIds.issuerTries} className="big">
            {state?.triesLeft ?? demo.unknown}
          </dd>
        </div>
        <div>
          <dt>{demo.state}</dt>
          <dd data-testid={testIds.issuerLocked} data-locked={state?.locked} className={state?.locked ? 'bad' : ''}>
            {state ? (state.locked ? demo.locked : demo.open) : demo.unknown}
          </dd>
        </div>
        <div>
          <dt>{demo.balance}</dt>
          <dd data-testid={testIds.issuerBalance}>
            {state ? inWords(money(state.balance_minor, 'CNY')) : demo.unknown}
          </dd>
        </div>
      </dl>
      <div className="pair">
        <Button
          label={demo.lock}
          icon="lock"
          onPress={() => bank.act({ action: 'lock-card', card: card.id })}
          testId={testIds.lockCard}
        />
        <Button
          label={demo.reset}
          icon="again"
          onPress={() => bank.act({ action: 'reset-card', card: card.id })}
          testId={testIds.resetCard}
        />
      </div>
    </section>
  )
}
