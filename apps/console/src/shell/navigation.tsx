import { fill } from '@fiftyfive/messages/console'
import { useQuery } from '@tanstack/react-query'
import { approvalsQuery } from '../approvals/approvals-query.ts'
import { openIncidentsQuery } from '../incident/incidents-query.ts'
import { useSpeech } from '../language.tsx'
import { sessionQuery } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { useRoute } from '../use-route.ts'
import { type NavigationEntry, navigationFor } from './navigation-entries.ts'
import styles from './shell.module.css'

/** The pages that are one's own, with what waits on them. */
export function Navigation() {
  const { words, messages } = useSpeech()
  const route = useRoute()
  const page = route.page === 'places' ? route.kind : route.page
  const { data: session } = useQuery(sessionQuery)
  const entries = navigationFor(messages, (permission) => session?.permissions.includes(permission) === true)
  return (
    <nav className={styles['navigation']} aria-label={words.navigation}>
      {entries.map(({ title, href, pages, counts }) => (
        <a
          key={href}
          href={href}
          {...(pages.includes(page) && { ref: bringIntoSight, 'aria-current': 'page' as const })}
        >
          <span>{title}</span>
          {counts === 'incidents' && <OpenIncidents />}
          {counts === 'approvals' && <WaitingApprovals />}
        </a>
      ))}
      <a href="/pos/">
        <span>{words.openTill}</span>
      </a>
    </nav>
  )
}

/** On a telephone the pages stand in one line that scrolls sideways. */
const bringIntoSight = (link: HTMLElement | null): void => {
  link?.scrollIntoView({ block: 'nearest', inline: 'center' })
}

function OpenIncidents() {
  const { messages } = useSpeech()
  const { data } = useQuery(openIncidentsQuery)
  return <Count value={data?.items.length ?? 0} said={messages.operations.navigation.openIncidents} of="incidents" />
}

function WaitingApprovals() {
  const { messages } = useSpeech()
  const { data } = useQuery(approvalsQuery)
  const waiting = data?.items.filter(({ mayDecide }) => mayDecide).length ?? 0
  return <Count value={waiting} said={messages.operations.navigation.waitingApprovals} of="approvals" />
}

interface CountProps {
  readonly value: number
  /** A sentence with `{count}`, for whoever does not see where the figure stands. */
  readonly said: string
  readonly of: NonNullable<NavigationEntry['counts']>
}

function Count({ value, said, of }: CountProps) {
  const { formats } = useSpeech()
  if (value === 0) return null
  const count = formats.count(value)
  return (
    <span className={styles['count']} data-testid={TEST_IDS.navigationCount} data-of={of}>
      <span aria-hidden>{count}</span>
      <span className="visually-hidden">{fill(said, { count })}</span>
    </span>
  )
}
