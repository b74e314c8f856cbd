import { API, AUDIT_TYPES, type AuditLine } from '@fiftyfive/contract'
import type { Messages } from '@fiftyfive/messages/console'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import styles from '../people/people.module.css'
import { getJson } from '../request.ts'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Table } from '../ui/table.tsx'
import { Stack } from '../ui/layout.tsx'
import { lookUp } from '../words.ts'

interface AuditPageData {
  readonly items: readonly AuditLine[]
  readonly next?: number
}

/** Who did what, newest first. */
export function AuditPage() {
  const { messages } = useSpeech()
  const words = messages.accounts.audit
  useDocumentTitle(words.title)
  const [type, setType] = useState('')
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 250)
  const { data, error, refetch, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit', type, q],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams()
      if (type) parameters.set('type', type)
      if (q) parameters.set('q', q)
      if (pageParam) parameters.set('before', String(pageParam))
      return getJson<AuditPageData>(`${API.audit}?${parameters}`, signal)
    },
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  })
  const lines = data?.pages.flatMap(({ items }) => items)
  return (
    <Stack>
      <h1>{words.title}</h1>
      <section className="panel" aria-label={words.title}>
        <p className="muted">{words.hint}</p>
        <search className={styles['roles']}>
          <TextInput
            size="xs"
            label={words.search}
            placeholder={words.searchHint}
            maxLength={60}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-testid={TEST_IDS.auditSearch}
          />
          <NativeSelect
            size="xs"
            label={words.type}
            value={type}
            onChange={(event) => setType(event.currentTarget.value)}
            data={[
              { value: '', label: words.anyType },
              ...AUDIT_TYPES.map((value) => ({ value, label: words.types[value] })),
            ]}
            data-testid={TEST_IDS.auditType}
          />
        </search>
        {error && <ErrorNotice error={error} retry={() => void refetch()} />}
        {!lines && !error && <Loading rows={8} />}
        {lines && <Lines lines={lines} />}
        {hasNextPage && (
          <Button size="xs" variant="default" onClick={() => void fetchNextPage()}>
            {words.older}
          </Button>
        )}
      </section>
    </Stack>
  )
}

function Lines({ lines }: { readonly lines: readonly AuditLine[] }) {
  const { messages, formats } = useSpeech()
  const words = messages.accounts.audit
  if (lines.length === 0) return <p>{words.none}</p>
  return (
    <Table headings={Object.values(words.columns)}>
      {lines.map((line) => (
        <tr key={line.sequence} data-testid={TEST_IDS.auditRow} data-type={line.type}>
          <td className={styles['whole']}>{formats.moment(line.at)}</td>
          <td className={styles['whole']}>{words.types[line.type]}</td>
          <td>{line.actor}</td>
          <td>{line.subject}</td>
          <td className="mono">{line.address}</td>
          <td>{detailOf(messages, line)}</td>
        </tr>
      ))}
    </Table>
  )
}

/** Roles, causes and factors by the names that the rest of the console has for them; the log itself keeps their ids. */
function detailOf({ accounts, causes }: Messages, { type, detail }: AuditLine): string {
  if (type === 'signed-in') return lookUp(accounts.audit.factors, detail) ?? detail
  const named = (part: string) =>
    lookUp(accounts.roles, part) ?? (Object.hasOwn(causes, part) ? causes[part as keyof typeof causes].name : part)
  return detail
    .split(/( -> |; |, ?| )/)
    .map(named)
    .join('')
    .replace(' -> ', ' → ')
}
