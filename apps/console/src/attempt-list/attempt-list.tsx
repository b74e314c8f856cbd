import type { AttemptSummary } from '@fiftyfive/contract'
import { useElementSize } from '@mantine/hooks'
import { memo, useState } from 'react'
import { useSpeech } from '../language.tsx'
import { sideColor } from '../owner.ts'
import { attemptHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { causeName } from '../words.ts'
import styles from './attempt-list.module.css'
import { StatusWord } from './status-word.tsx'
import { Swatch } from '../ui/layout.tsx'

/** Below this width a row takes several lines. It is the list that counts: beside other panels it is narrow too. */
const TABLE_WIDTH_MIN = 900

interface AttemptListProps {
  readonly attempts: readonly AttemptSummary[]
  readonly label: string
  /** Rows come too fast to draw attention to each. */
  readonly busy?: boolean
}

/** Attempts as links to their pages, in columns where there is room. */
export function AttemptList({ attempts, label, busy = false }: AttemptListProps) {
  const { words } = useSpeech()
  const { ref, width } = useElementSize()
  const [openedAt] = useState(() => Date.now())
  const { columns } = words.live
  return (
    <div ref={ref} className={width > 0 && width < TABLE_WIDTH_MIN ? styles['narrow'] : ''}>
      <div className={styles['head']} aria-hidden>
        <span>{columns.time}</span>
        <span>{columns.outcome}</span>
        <span>{columns.cause}</span>
        <span className={styles['amount']}>{columns.amount}</span>
        <span>{columns.card}</span>
        <span>{columns.terminal}</span>
        <span>{columns.merchant}</span>
      </div>
      <ol aria-label={label} className={busy ? styles['busy'] : ''}>
        {attempts.map((attempt) => (
          <li key={attempt.id} className={styles['item']}>
            <AttemptRow attempt={attempt} openedAt={openedAt} />
          </li>
        ))}
      </ol>
    </div>
  )
}

interface AttemptRowProps {
  readonly attempt: AttemptSummary
  /** When the list was opened: what is newer arrived before the reader's eyes. */
  readonly openedAt: number
}

const AttemptRow = memo(function AttemptRow({ attempt, openedAt }: AttemptRowProps) {
  const { words, formats, language } = useSpeech()
  const fresh = attempt.at > openedAt ? styles['fresh'] : ''
  return (
    <a
      href={attemptHash(attempt.id)}
      className={`${styles['row']} ${fresh}`}
      data-testid={TEST_IDS.attemptRow}
      data-attempt={attempt.id}
    >
      <span className={`${styles['time']} muted`}>{formats.time(attempt.at, openedAt)}</span>
      <span className={styles['outcome']}>
        <StatusWord status={attempt.status} code={attempt.code} />
      </span>
      <span className={styles['why']}>
        <Why attempt={attempt} />
      </span>
      <span className={styles['amount']}>{formats.amount(attempt.amount_minor, attempt.currency)}</span>
      <span className={styles['card']}>
        <span className="mono">{attempt.maskedPan}</span>{' '}
        <span className="muted small">{words.entryModes[attempt.entryMode]}</span>
      </span>
      <span className={`${styles['terminal']} mono`}>{attempt.terminal}</span>
      <span className={`${styles['merchant']} muted`}>{attempt.merchantName[language]}</span>
    </a>
  )
})

function Why({ attempt }: { readonly attempt: AttemptSummary }) {
  const { messages, words, formats } = useSpeech()
  if (attempt.cause === undefined)
    return attempt.kind === 'sale' ? null : <span className="muted">{words.kinds[attempt.kind]}</span>
  return (
    <span className={styles['cause']}>
      <Swatch color={sideColor(attempt.cause)} />
      <span>
        {causeName(messages, attempt.cause)}{' '}
        {attempt.cause !== 'unknown' && attempt.confidence !== undefined && (
          <span className="muted small">{formats.percent(attempt.confidence)}</span>
        )}
      </span>
    </span>
  )
}
