import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { useSpeech } from '../language.tsx'
import type { Filters } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { ExportAttempts } from './export-attempts.tsx'
import styles from './live.module.css'

interface StreamControlsProps {
  readonly filters: Filters
  readonly connected: boolean
  readonly paused: boolean
  /** Attempts that arrived since the pause and would be shown. */
  readonly heldBack: number
  readonly setPaused: (paused: boolean) => void
}

export function StreamControls({ filters, connected, paused, heldBack, setPaused }: StreamControlsProps) {
  const { words, formats } = useSpeech()
  const state = !connected ? 'reconnecting' : paused ? 'paused' : 'streaming'
  const tone = state === 'streaming' ? styles['kept'] : state === 'reconnecting' ? styles['broken'] : 'muted'
  const resume = heldBack > 0 ? fill(words.live.showNew, { count: formats.count(heldBack) }) : words.live.resume
  return (
    <div className={styles['stream']}>
      <output className={`${styles['state']} ${tone}`} data-testid={TEST_IDS.streamState} data-state={state}>
        <span className={styles['dot']} aria-hidden />
        {words.live[state]}
      </output>
      <ExportAttempts filters={filters} />
      <Button size="compact-sm" variant="default" data-testid={TEST_IDS.pause} onClick={() => setPaused(!paused)}>
        {paused ? resume : words.live.pause}
      </Button>
    </div>
  )
}
