import { useQuery } from '@tanstack/react-query'
import { useSpeech } from '../language.tsx'
import { sessionQuery } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import styles from './palette.module.css'

/** Opens the palette for whoever does not know the keys. */
export function PaletteButton() {
  const { messages } = useSpeech()
  const { data: session } = useQuery(sessionQuery)
  if (!session) return null
  return (
    <button
      type="button"
      className={styles['button']}
      aria-keyshortcuts="Control+K Meta+K"
      data-testid={TEST_IDS.paletteOpen}
      onClick={() => dispatchEvent(new Event(OPEN_PALETTE))}
    >
      {messages.pages.palette.open} <kbd>Ctrl K</kbd>
    </button>
  )
}

export const OPEN_PALETTE = 'fiftyfive-open-palette'
