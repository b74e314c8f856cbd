import { fill } from '@fiftyfive/messages/console'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { openIncidentsQuery } from '../incident/incidents-query.ts'
import { incidentSentence } from '../incident/place.ts'
import { useSpeech } from '../language.tsx'
import { sideColor } from '../owner.ts'
import { incidentHash, incidentsHash } from '../route.ts'
import { useSession } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import styles from './live.module.css'
import { Swatch } from '../ui/layout.tsx'

const SHOWN_MAX = 5

/** What is wrong right now, before the figures: whoever comes here wants to know that first. */
export function OpenIncidents() {
  const { may } = useSession()
  return may('incidents.read') ? <Open /> : null
}

function Open() {
  const { messages, formats } = useSpeech()
  const texts = messages.operations.now
  const [openedAt] = useState(() => Date.now())
  const { data } = useQuery(openIncidentsQuery)
  if (!data) return null
  if (data.items.length === 0) {
    return (
      <section className={`panel ${styles['calm']}`} aria-label={texts.title} data-testid={TEST_IDS.nothingWrong}>
        <span className={styles['kept']}>
          <span className={styles['dot']} aria-hidden />
        </span>
        <strong>{texts.calm}</strong> <span className="muted">{texts.calmHint}</span>{' '}
        <a href={incidentsHash()}>{texts.earlier}</a>
      </section>
    )
  }
  return (
    <section className={`panel ${styles['wrong']}`} aria-labelledby="wrong-heading" data-testid={TEST_IDS.wrongNow}>
      <div className="panel-head">
        <h2 id="wrong-heading">{texts.title}</h2>
        <span className="muted small">{texts.hint}</span>
      </div>
      <ul className={styles['incidents']}>
        {data.items.slice(0, SHOWN_MAX).map((incident) => (
          <li key={incident.id}>
            <Swatch color={sideColor(incident.cause)} />
            <a href={incidentHash(incident.id)}>{incidentSentence(messages, formats, incident)}</a>
            <span className="muted small">
              {fill(texts.figures, {
                failed: formats.count(incident.figures.failed),
                sessions: formats.count(incident.figures.sessions),
                merchants: formats.count(incident.figures.merchants),
                time: formats.time(incident.since, openedAt),
              })}
            </span>
          </li>
        ))}
      </ul>
      {data.items.length > SHOWN_MAX && <a href={incidentsHash()}>{texts.all}</a>}
    </section>
  )
}
