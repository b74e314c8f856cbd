import type { AttemptSummary } from '@fiftyfive/contract'
import { useSpeech } from '../language.tsx'
import styles from './attempt-list.module.css'

/** Outcome as a word with a coloured dot, and the response code the terminal was given. */
export function StatusWord({ status, code }: { readonly status: AttemptSummary['status']; readonly code: string }) {
  const { words } = useSpeech()
  return (
    <span className={`${styles['status']} ${styles[status]}`} data-status={status}>
      <span>
        {words.statuses[status]} {code === '00' ? '' : code}
      </span>
    </span>
  )
}
