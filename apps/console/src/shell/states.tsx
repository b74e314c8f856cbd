import { Button, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { ApiError } from '../request.ts'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { faultWords } from '../words.ts'
import styles from './shell.module.css'

interface NoticeProps {
  readonly title: string
  readonly hint: string
  readonly testId: string
  /** The notice is all of the page, so its title is the page's. */
  readonly wholePage?: boolean
  readonly children?: ReactNode
}

/** Says what is (not) there and what can be done about it. */
export function Notice({ title, hint, testId, wholePage = false, children }: NoticeProps) {
  return (
    <div className={styles['notice']} data-testid={testId}>
      {wholePage ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p className="muted">{hint}</p>
      {children}
    </div>
  )
}

/** Why something did not work, said as soon as it is known; nothing while there is nothing to say. */
export const Problem = ({ children, testId }: { readonly children: ReactNode; readonly testId?: string }) => (
  <p role="alert" className={styles['problem']} data-testid={testId}>
    {children}
  </p>
)

interface ErrorNoticeProps {
  readonly error: Error
  readonly retry: () => void
  readonly wholePage?: boolean
}

export function ErrorNotice({ error, retry, wholePage = false }: ErrorNoticeProps) {
  const { words, messages } = useSpeech()
  const status = error instanceof ApiError && error.status > 0 ? ` (HTTP ${error.status})` : ''
  return (
    <div role="alert">
      <Notice
        title={words.error.title}
        hint={faultWords(messages, error) + status}
        testId={TEST_IDS.errorState}
        wholePage={wholePage}
      >
        <Button size="xs" onClick={retry}>
          {words.error.retry}
        </Button>
      </Notice>
    </div>
  )
}

/** Grey lines in the place of rows to come. */
export function Loading({ rows }: { readonly rows: number }) {
  const { words } = useSpeech()
  return (
    <output className={styles['loading']} data-testid={TEST_IDS.loadingState}>
      <span className="visually-hidden">{words.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={20} my={12} />
      ))}
    </output>
  )
}
