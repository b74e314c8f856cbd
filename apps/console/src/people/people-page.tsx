import { API, type AccountView } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { useConfirmed } from '../session/confirmed.tsx'
import { useSession } from '../session/session.tsx'
import { ErrorNotice, Loading, Problem } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Table } from '../ui/table.tsx'
import { faultWords } from '../words.ts'
import { Invite } from './invite.tsx'
import { Person } from './person.tsx'
import styles from './people.module.css'
import { Tokens } from './tokens.tsx'
import { Stack } from '../ui/layout.tsx'

const accountsQuery = queryOptions({
  queryKey: ['accounts'],
  queryFn: ({ signal }) => getJson<{ items: readonly AccountView[] }>(API.accounts, signal),
})

export type Change = <T>(make: () => Promise<T>) => Promise<T | undefined>

/** Link of an invitation that was just made, to be handed over. */
export interface Link {
  readonly name: string
  readonly code: string
}

/** Who may come in and what each may do; keys for programs below. */
export function PeoplePage() {
  const { messages } = useSpeech()
  const words = messages.accounts.people
  useDocumentTitle(words.title)
  const { may } = useSession()
  const queries = useQueryClient()
  const confirmed = useConfirmed()
  const { data, error, refetch } = useQuery(accountsQuery)
  const [problem, setProblem] = useState('')
  const [link, setLink] = useState<Link>()

  const change: Change = async (make) => {
    setProblem('')
    setLink(undefined)
    try {
      const made = await confirmed(make)
      await queries.invalidateQueries({ queryKey: accountsQuery.queryKey })
      return made
    } catch (failure) {
      setProblem(faultWords(messages, failure))
      return undefined
    }
  }
  return (
    <Stack>
      <h1>{words.title}</h1>
      <Problem>{problem}</Problem>
      {link && <LinkNote link={link} />}
      <section className="panel" aria-label={words.title}>
        {error && <ErrorNotice error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading rows={3} />}
        {data && <People accounts={data.items} change={change} onLink={setLink} />}
      </section>
      <Invite change={change} onLink={setLink} />
      {may('tokens.manage') && <Tokens />}
    </Stack>
  )
}

function LinkNote({ link }: { readonly link: Link }) {
  const { messages } = useSpeech()
  const address = `${location.origin}${location.pathname}#/invitations/${link.code}`
  return (
    <output className={styles['link']}>
      <span>{fill(messages.accounts.people.link, { name: link.name })}</span>
      <code data-testid={TEST_IDS.invitationLink}>{address}</code>
    </output>
  )
}

interface PeopleProps {
  readonly accounts: readonly AccountView[]
  readonly change: Change
  readonly onLink: (link: Link) => void
}

function People({ accounts, change, onLink }: PeopleProps) {
  const { messages } = useSpeech()
  const words = messages.accounts.people
  return (
    <Table
      headings={[words.displayName, words.roles, words.state, words.secondFactor, words.lastSignIn, words.actions]}
    >
      {accounts.map((account) => (
        <Person key={account.id} account={account} change={change} onLink={onLink} />
      ))}
    </Table>
  )
}
