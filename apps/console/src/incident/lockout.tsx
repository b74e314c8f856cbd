import type { IncidentDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { placeHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import styles from './incident.module.css'
import { Panel } from '../ui/layout.tsx'

/** People whom one more try would lock out, or did: somebody should tell them before they try again. */
export function Lockout({ lockout }: Pick<IncidentDetail, 'lockout'>) {
  const { messages, formats } = useSpeech()
  const words = messages.operations.incident
  const [openedAt] = useState(() => Date.now())
  return (
    <Panel title={words.lockout} testId={TEST_IDS.nearLockout}>
      <p className="muted small">{lockout.length === 0 ? words.lockoutNone : words.lockoutHint}</p>
      <ul className={styles['cards']}>
        {lockout.map(({ card, maskedPan, triesLeft, terminal, at }) => (
          <li key={card}>
            <a href={placeHash('card', card)} className="mono">
              {maskedPan}
            </a>{' '}
            <strong>{triesLeft === 0 ? words.locked : fill(words.triesLeft, { count: triesLeft })}</strong>{' '}
            <span className="muted small">
              <a href={placeHash('terminal', terminal)}>{terminal}</a> · {formats.time(at, openedAt)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
