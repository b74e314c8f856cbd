import type { PlaceDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { lookUp } from '../words.ts'
import styles from './place.module.css'
import { Panel } from '../ui/layout.tsx'

const SHOWN_MAX = 12

export function Events({ events }: Pick<PlaceDetail, 'events'>) {
  const { messages, formats } = useSpeech()
  const words = messages.pages
  const { markDetails } = messages.console.incidents
  return (
    <Panel title={words.events}>
      {events.length === 0 && <p className="muted">{words.eventsNone}</p>}
      <ul className={styles['list']}>
        {events.slice(0, SHOWN_MAX).map(({ at, kind, detail }) => (
          <li key={`${at} ${kind}`} className={styles['line']}>
            <span>{fill(words.eventKinds[kind], { detail: lookUp(markDetails, detail) ?? detail })}</span>
            <span className="muted">{formats.moment(at)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
