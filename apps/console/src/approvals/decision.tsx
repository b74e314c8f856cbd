import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import styles from './approvals.module.css'

interface DecisionProps {
  readonly mayDecide: boolean
  /** Whoever reads it asked for it. */
  readonly isOwn: boolean
  readonly decide: (decision: 'approve' | 'refuse', note: string) => void
  /** Absent for whoever may not take it back. */
  readonly withdraw?: (() => void) | undefined
}

/** A second person's word, or why it is not asked of whoever reads it. */
export function Decision({ mayDecide, isOwn, decide, withdraw }: DecisionProps) {
  const { messages } = useSpeech()
  const words = messages.operations.approvals
  const [note, setNote] = useState('')
  if (!mayDecide)
    return (
      <div className={styles['decision']}>
        <p className="muted small">{isOwn ? words.own : words.notYours}</p>
        {isOwn && withdraw && (
          <Button size="xs" variant="default" data-testid={TEST_IDS.withdraw} onClick={withdraw}>
            {words.withdraw}
          </Button>
        )}
      </div>
    )
  return (
    <div className={styles['decision']}>
      <TextInput
        size="xs"
        label={words.note}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={styles['buttons']}>
        <Button size="xs" data-testid={TEST_IDS.approve} onClick={() => decide('approve', note)}>
          {words.approve}
        </Button>
        <Button
          size="xs"
          variant="default"
          data-testid={TEST_IDS.refuseApproval}
          onClick={() => decide('refuse', note)}
        >
          {words.refuse}
        </Button>
      </div>
    </div>
  )
}
