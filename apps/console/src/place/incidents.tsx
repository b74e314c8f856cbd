import type { PlaceDetail } from '@fiftyfive/contract'
import { placeOf } from '../incident/place.ts'
import { useSpeech } from '../language.tsx'
import { incidentHash } from '../route.ts'
import { causeName } from '../words.ts'
import styles from './place.module.css'
import { Panel } from '../ui/layout.tsx'

export function Incidents({ incidents }: Pick<PlaceDetail, 'incidents'>) {
  const { messages, words, formats } = useSpeech()
  return (
    <Panel title={messages.pages.incidents}>
      {incidents.length === 0 && <p className="muted">{messages.pages.incidentsNone}</p>}
      <ul className={styles['list']}>
        {incidents.map(({ id, cause, scope, since, state }) => (
          <li key={id} className={styles['line']}>
            <span>
              <a href={incidentHash(id)}>{causeName(messages, cause)}</a>{' '}
              <span className="muted">{placeOf(messages, formats, scope)}</span>
            </span>
            <span className="muted">
              {words.incidents.states[state]} · {formats.moment(since)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
