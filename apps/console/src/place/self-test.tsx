import type { TerminalSetup } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import styles from './place.module.css'

/** What the terminal's own guided check found last, as it told the host. */
export function SelfTest({ selfTest }: { readonly selfTest: TerminalSetup['selfTest'] | undefined }) {
  const { messages, formats } = useSpeech()
  const words = messages.pages.selfTest
  return (
    <div className={styles['next']} data-testid={TEST_IDS.selfTest}>
      <h3>{words.title}</h3>
      <p className="muted small">{selfTest ? fill(words.hint, { time: formats.moment(selfTest.at) }) : words.none}</p>
      <ul className={styles['list']}>
        {selfTest?.parts.map(({ part, works }) => (
          <li key={part} className={styles['line']} data-part={part} data-works={works}>
            <span>{words.parts[part]}</span>
            <span className={styles[works ? 'agrees' : 'differs']}>{works ? words.works : words.broken}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
