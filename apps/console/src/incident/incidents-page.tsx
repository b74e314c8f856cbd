import type { Incident } from '@fiftyfive/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { incidentHash } from '../route.ts'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { FigureCell, Table } from '../ui/table.tsx'
import { causeName } from '../words.ts'
import styles from './incident.module.css'
import { incidentsQuery } from './incidents-query.ts'
import { placeOf } from './place.ts'

/** Everything that is or was wrong in the fleet, and what only looked like it. */
export function IncidentsPage() {
  const { words } = useSpeech()
  useDocumentTitle(words.incidents.title)
  const { data, error, refetch } = useQuery(incidentsQuery)
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} wholePage />
  if (!data) return <Loading rows={4} />
  const of = (state: Incident['state']) => data.items.filter((incident) => incident.state === state)
  return (
    <div className={styles['page']}>
      <h1>{words.incidents.title}</h1>
      <section className="panel" aria-labelledby="open-incidents">
        <h2 id="open-incidents">{words.incidents.open}</h2>
        {of('open').length === 0 ? (
          <Notice title={words.incidents.none} hint={words.incidents.noneHint} testId={TEST_IDS.emptyState} />
        ) : (
          <IncidentList incidents={of('open')} />
        )}
      </section>
      {(['resolved', 'dismissed'] as const).map(
        (state) =>
          of(state).length > 0 && (
            <section key={state} className="panel" aria-labelledby={`${state}-incidents`}>
              <h2 id={`${state}-incidents`}>
                {state === 'resolved' ? words.incidents.over : words.incidents.dismissed}
              </h2>
              <IncidentList incidents={of(state)} />
            </section>
          ),
      )}
    </div>
  )
}

function IncidentList({ incidents }: { readonly incidents: readonly Incident[] }) {
  const { messages, words, formats } = useSpeech()
  const [openedAt] = useState(() => Date.now())
  const { columns } = words.incidents
  return (
    <Table headings={[columns.since, columns.cause, columns.where, { text: columns.failed, figures: true }]}>
      {incidents.map((incident) => (
        <tr key={incident.id} data-testid={TEST_IDS.incidentRow} data-cause={incident.cause}>
          <td>{formats.time(incident.since, openedAt)}</td>
          <td>
            <a href={incidentHash(incident.id)}>{causeName(messages, incident.cause)}</a>{' '}
            <span className="muted">{formats.percent(incident.confidence)}</span>
          </td>
          <td>{placeOf(messages, incident.scope)}</td>
          <FigureCell>
            {formats.count(incident.figures.failed)} / {formats.count(incident.figures.sessions)}
          </FigureCell>
        </tr>
      ))}
    </Table>
  )
}
