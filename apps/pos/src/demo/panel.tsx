import type { FaultBench } from '@fiftyfive/terminal'
import { useState } from 'react'
import { useSpeech } from '../ui/language.tsx'
import { CardSection } from './card-section.tsx'
import { FaultSection } from './fault-section.tsx'
import { IssuerSection } from './issuer-section.tsx'
import { LastAttemptSection } from './last-attempt-section.tsx'
import { PhoneSection } from './phone-section.tsx'
import { useBank } from './use-bank.ts'

/** Beside the terminal in demo mode: the customer's hands, the issuer's eyes and a drawer full of faults. */
export default function DemoPanel(props: { readonly terminalId: string; readonly faults: FaultBench }) {
  const { text, say } = useSpeech()
  const bank = useBank()
  const [chosen, setChosen] = useState<string>()
  const card = bank.cards.find(({ id }) => id === chosen) ?? bank.cards[0]
  return (
    <aside className="panel" aria-label={text.demo.title}>
      <h2>{text.demo.title}</h2>
      <p className="soft">{text.demo.intro}</p>
      {bank.problem && (
        <p className="problem" role="alert">
          {say(text.demo.failed, { reason: bank.problem })}
        </p>
      )}
      <PhoneSection />
      {card && <CardSection cards={bank.cards} card={card} onChoose={setChosen} />}
      {card && <IssuerSection card={card} bank={bank} />}
      <LastAttemptSection terminalId={props.terminalId} />
      <FaultSection faults={props.faults} bank={bank} />
      <p className="soft small-print">{text.demo.apart}</p>
    </aside>
  )
}
