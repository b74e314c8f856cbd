import { API, type OpenSession } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSpeech } from '../language.tsx'
import { getJson, sendJson } from '../request.ts'
import { TEST_IDS } from '../test-ids.ts'
import type { Change } from './account-page.tsx'
import styles from './account.module.css'
import { Panel } from '../ui/layout.tsx'

/** Every browser that is signed in with this account; any other can be put out. */
export function Sessions({ change }: { readonly change: Change }) {
  const { messages, formats } = useSpeech()
  const words = messages.accounts.account
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: ['own-sessions'],
    queryFn: ({ signal }) => getJson<{ items: readonly OpenSession[] }>(API.ownSessions, signal),
  })
  const end = async (id: string): Promise<void> => {
    await change(() => sendJson('DELETE', API.ownSession(id)))
    await queries.invalidateQueries({ queryKey: ['own-sessions'] })
  }
  return (
    <Panel title={words.sessions}>
      <ul className={styles['list']}>
        {data?.items
          .toSorted((a, b) => b.lastSeenAt - a.lastSeenAt)
          .map((session) => (
            <li key={session.id} data-testid={TEST_IDS.sessionRow}>
              <span>{browserName(session.userAgent)}</span> <span className="mono">{session.address}</span>{' '}
              <span className="muted small">
                {session.current
                  ? words.sessionCurrent
                  : fill(words.sessionSeen, { time: formats.moment(session.lastSeenAt) })}
              </span>{' '}
              {!session.current && (
                <Button size="compact-xs" variant="default" onClick={() => void end(session.id)}>
                  {words.sessionEnd}
                </Button>
              )}
            </li>
          ))}
      </ul>
    </Panel>
  )
}

/** The part of a user agent that a person knows their browser by. */
const browserName = (userAgent: string): string => {
  const name = /(Edg|OPR|Firefox|Chrome|Safari)\/(\d+)/.exec(userAgent)
  const system = /\(([^;)]+)/.exec(userAgent)?.[1]
  return name ? `${name[1]} ${name[2]}${system ? ` · ${system}` : ''}` : userAgent.slice(0, 40)
}
