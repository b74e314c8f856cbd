import { fill } from '@fiftyfive/messages/console'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { attemptQuery } from '../api.ts'
import { MessageTables } from '../attempt/messages.tsx'
import { useSpeech } from '../language.tsx'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import styles from './incident.module.css'

/** The messages of one attempt where it is read about; the other attempts have theirs on their own pages. */
export function SampleMessages({ newest }: { readonly newest: string }) {
  const { words } = useSpeech()
  // Stays while newer attempts come.
  const [id] = useState(newest)
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useQuery({ ...attemptQuery(id), enabled: isOpen })
  return (
    <details
      className={styles['sample']}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-testid={TEST_IDS.sampleMessages}
    >
      <summary>{fill(words.incidents.sampleMessages, { id })}</summary>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {isOpen && !data && !error && <Loading rows={4} />}
      {data && (
        <>
          <p className="muted small">{words.attempt.messagesHint}</p>
          <MessageTables messages={data.messages} />
        </>
      )}
    </details>
  )
}
