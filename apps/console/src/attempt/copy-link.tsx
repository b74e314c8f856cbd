import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'

/** Copies the address. A page that is not served over https (or from this machine) may not: then it says so. */
export function CopyLink() {
  const { words } = useSpeech()
  const [state, setState] = useState<'copyLink' | 'copied' | 'copyFailed'>('copyLink')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href)
      setState('copied')
    } catch {
      setState('copyFailed')
    }
  }
  return (
    <Button
      size="compact-sm"
      variant="default"
      data-testid={TEST_IDS.copyLink}
      onClick={() => void copy()}
      onBlur={() => setState('copyLink')}
    >
      <span aria-live="polite">{words.attempt[state]}</span>
    </Button>
  )
}
