import type { DemoCard } from '@fiftyfive/contract'
import { type CardMethod, virtualCard } from '@fiftyfive/emv'
import { maskPan } from '@fiftyfive/kernel'
import { useState } from 'react'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import type { IconName } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { reasonOf } from './use-bank.ts'
import { useChips } from './use-chips.ts'

const METHODS: readonly { readonly method: CardMethod; readonly icon: IconName }[] = [
  { method: 'chip', icon: 'chip' },
  { method: 'contactless', icon: 'contactless' },
  { method: 'stripe', icon: 'stripe' },
]

/** The customer's side: which card, which PIN is in its letter, and how the card is held to the terminal. */
export function CardSection(props: {
  readonly cards: readonly DemoCard[]
  readonly card: DemoCard
  readonly onChoose: (id: string) => void
}) {
  const { language, text, say } = useSpeech()
  const { terminal, state } = useTerminal()
  const takeChip = useChips()
  const [problem, setProblem] = useState<string>()
  const { card } = props
  const waiting = state.screen.name === 'present-card'
  const present = async (method: CardMethod) => {
    try {
      const memory = await takeChip(card.id)
      setProblem(undefined)
      terminal.dispatch({
        type: 'card-presented',
        card: virtualCard({ ...card, label: card.label[language], memory }),
        method,
      })
    } catch (error) {
      setProblem(reasonOf(error))
    }
  }
  return (
    <section aria-labelledby="demo-card">
      <h3 id="demo-card">{text.demo.cardTitle}</h3>
      <label className="field">
        <span>{text.demo.card}</span>
        <select
          value={card.id}
          data-testid={testIds.cardSelect}
          onChange={(event) => props.onChoose(event.currentTarget.value)}
        >
          {props.cards.map(({ id, label, pan }) => (
            <option key={id} value={id}>
              {label[language]} · *{pan.slice(-4)}
            </option>
          ))}
        </select>
      </label>
      <Plastic card={card} key={card.id} />
      <fieldset className="present" aria-label={text.demo.present}>
        {METHODS.map(({ method, icon }) => (
          <Button
            key={method}
            label={text.demo.methods[method]}
            icon={icon}
            primary={waiting}
            disabled={!waiting || (card.chip?.device === true && method !== 'contactless')}
            onPress={() => void present(method)}
            testId={testIds.present(method)}
          />
        ))}
      </fieldset>
      {problem !== undefined && (
        <p className="problem" role="alert">
          {say(text.demo.failed, { reason: problem })}
        </p>
      )}
      {state.screen.name === 'idle' && <p className="soft">{text.demo.presentWhen}</p>}
    </section>
  )
}

function Plastic({ card }: { readonly card: DemoCard }) {
  const { language, text, say } = useSpeech()
  const [open, setOpen] = useState(false)
  const grouped = maskPan(card.pan).replaceAll(/(.{4})(?=.)/g, '$1 ')
  const { year, month } = { year: card.expiry.slice(0, 2), month: card.expiry.slice(2) }
  return (
    <>
      <div className="plastic">
        <span className="plastic-label">{card.label[language]}</span>
        <span className="plastic-number">{grouped}</span>
        <span className="plastic-foot">
          <span>{card.cardholderName}</span>
          <span>{say(text.demo.expiry, { month, year })}</span>
        </span>
        {card.condition !== 'good' && <span className="plastic-condition">{text.demo.conditions[card.condition]}</span>}
      </div>
      <div className="letter">
        <Button
          label={open ? text.demo.pinLetterHide : text.demo.pinLetter}
          onPress={() => setOpen(!open)}
          testId={testIds.pinLetter}
        />
        {open && <p data-testid={testIds.pinLetterPin}>{say(text.demo.pinLetterText, { pin: card.pin })}</p>}
      </div>
    </>
  )
}
