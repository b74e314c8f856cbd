import { API, type KeyLine } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { Stack } from '../ui/layout.tsx'
import { KeyTable } from './key-table.tsx'

const SHOWN_FIRST = 200

/** Every key in use, by check value and age. */
export function KeysPage() {
  const { messages, formats } = useSpeech()
  const words = messages.pages.keys
  useDocumentTitle(words.title)
  const [all, setAll] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['keys'],
    queryFn: ({ signal }) => getJson<{ readonly items: readonly KeyLine[] }>(API.keys, signal),
  })
  const keys = data?.items ?? []
  return (
    <Stack>
      <h1>{words.title}</h1>
      <p className="muted">{words.hint}</p>
      <section className="panel" aria-label={words.title}>
        {error && <ErrorNotice error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading rows={6} />}
        {data && <KeyTable keys={all ? keys : keys.slice(0, SHOWN_FIRST)} ownersShown />}
        {!all && keys.length > SHOWN_FIRST && (
          <Button size="xs" variant="default" onClick={() => setAll(true)}>
            {fill(messages.pages.more, { count: formats.count(keys.length) })}
          </Button>
        )}
      </section>
    </Stack>
  )
}
