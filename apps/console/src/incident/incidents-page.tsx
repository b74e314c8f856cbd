import { type IncidentLine, wantsAttention } from '@fiftyfive/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { incidentHash } from '../route.ts'
import { ErrorNotice, Loading, Notice } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { FigureCell, Table } from '../ui/table.tsx'
import { causeName } from '../words.ts'
import { incidentsQuery } from './incidents-query.ts'
import styles from './incident.module.css'
import { placeOf } from './place.ts'
import { Panel, Stack } from '../ui/layout.tsx'

/** Everything that is or was wrong in the fleet, and what only looked like it. */
export function IncidentsPage() {
  const { words } = useSpeech()
  useDocumentTitle(words.incidents.title)
  const { data, error, refetch } = useQuery(incidentsQuery)
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} wholePage />
  if (!data) return <Loading rows={4} />
  const open = data.items.filter(wantsAttention)
  const others = [
    ['closed', data.items.filter((incident) => incident.state === 'open' && !wantsAttention(incident))],
    ['over', data.items.filter(({ state }) => state === 'resolved')],
    ['dismissed', data.items.filter(({ state }) => state === 'dismissed')],
  ] as const
  return (
    <Stack>
      <h1>{words.incidents.title}</h1>
      <Panel title={words.incidents.open}>
        {open.length === 0 ? (
          <Notice title={words.incidents.none} hint={words.incidents.noneHint} testId={TEST_IDS.emptyState} />
        ) : (
          <IncidentList incidents={open} areOpen />
        )}
      </Panel>
      {others.map(
        ([name, incidents]) =>
          incidents.length > 0 && (
            <Panel key={name} title={words.incidents[name]}>
              <IncidentList incidents={incidents} areOpen={false} />
            </Panel>
          ),
      )}
    </Stack>
  )
}

interface IncidentListProps {
  readonly incidents: readonly IncidentLine[]
  /** Of what is over, one wants to know how long it lasted. */
  readonly areOpen: boolean
}

function IncidentList({ incidents, areOpen }: IncidentListProps) {
  const { messages, words, formats } = useSpeech()
  const [openedAt] = useState(() => Date.now())
  const { columns } = words.incidents
  return (
    <Table
      headings={[
        columns.since,
        ...(areOpen ? [] : [columns.lasted]),
        columns.cause,
        columns.where,
        ...(areOpen ? [columns.assignee] : []),
        ...[columns.failed, columns.merchants, columns.atRisk].map((text) => ({ text, figures: true })),
      ]}
    >
      {incidents.map((incident) => (
        <tr key={incident.id} className={styles['line']} data-testid={TEST_IDS.incidentRow} data-cause={incident.cause}>
          <td>{formats.time(incident.since, openedAt)}</td>
          {!areOpen && (
            <td>
              {formats.duration((incident.ended?.at ?? incident.updatedAt) - incident.since)}
              {incident.ended && <span className="muted"> · {words.incidents.ended[incident.ended.why]}</span>}
              {!incident.ended && incident.closing && <span className="muted"> · {incident.closing.by}</span>}
            </td>
          )}
          <td>
            <a href={incidentHash(incident.id)}>{causeName(messages, incident.cause)}</a>{' '}
            <span className="muted">{formats.percent(incident.confidence)}</span>
            {areOpen && incident.closing && <strong> · {words.incidents.goesOn}</strong>}
          </td>
          <td>{placeOf(messages, formats, incident.scope)}</td>
          {areOpen && <td>{incident.assignee ?? <span className="muted">{messages.pages.desk.nobody}</span>}</td>}
          <FigureCell>
            {formats.count(incident.figures.failed)} / {formats.count(incident.figures.sessions)}
          </FigureCell>
          <FigureCell>{formats.count(incident.figures.merchants)}</FigureCell>
          <FigureCell>{formats.amount(incident.figures.amountAtRisk_minor, 'CNY')}</FigureCell>
        </tr>
      ))}
    </Table>
  )
}
