import { AUDIENCES, type Audience, type Verdict } from '@fiftyfive/contract'
import { adviceFor } from '@fiftyfive/diagnosis'
import { LANGUAGES, type Language } from '@fiftyfive/messages/console'
import { SegmentedControl } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { LANGUAGE_NAMES, useMessagesIn, useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { nextStep } from '../words.ts'
import styles from './attempt.module.css'
import { Panel } from '../ui/layout.tsx'

const TEST_ID: Readonly<Record<Audience, string>> = {
  cashier: TEST_IDS.audienceCashier,
  cardholder: TEST_IDS.audienceCardholder,
  merchant: TEST_IDS.audienceMerchant,
  engineer: TEST_IDS.audienceEngineer,
}

interface AudiencesProps {
  readonly verdict: Pick<Verdict, 'cause' | 'ranking'>
  readonly triesLeft: number | undefined
  /** What stands under the step of each. */
  readonly beside?: (audience: Audience) => ReactNode
}

/** The next step for each audience, in the language of whoever it is read to, which need not be the console's. */
export function Audiences({ verdict, triesLeft, beside }: AudiencesProps) {
  const { words, language } = useSpeech()
  const [chosen, setChosen] = useState<Language>()
  const { language: spoken, messages } = useMessagesIn(chosen ?? language)
  const context = { ranking: verdict.ranking, ...(triesLeft !== undefined && { triesLeft }) }
  const { lastTry } = adviceFor(verdict.cause, context)
  return (
    <Panel
      title={words.attempt.audiences}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={words.attempt.audienceLanguage}
          data-testid={TEST_IDS.audienceLanguage}
          value={chosen ?? language}
          onChange={setChosen}
          data={LANGUAGES.map((value) => ({ value, label: <span lang={value}>{LANGUAGE_NAMES[value]}</span> }))}
        />
      }
    >
      <div className={styles['beside']}>
        <div className={styles['audiences']}>
          {AUDIENCES.map((audience) => (
            <div key={audience} className={styles['audience']}>
              <h3>{words.attempt.audienceNames[audience]}</h3>
              <p lang={spoken} data-testid={TEST_ID[audience]}>
                {nextStep(messages, verdict.cause, audience, context)}
              </p>
              {lastTry && audience === 'cashier' && (
                <p className={`small ${styles['warning']}`} lang={spoken}>
                  {messages.console.attempt.lastTry}
                </p>
              )}
              {beside && <div className={styles['beside-step']}>{beside(audience)}</div>}
            </div>
          ))}
        </div>
      </div>
    </Panel>
  )
}
