import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useSpeech } from '../language.tsx'
import { sessionQuery } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { paletteEntries } from './entries.ts'
import { OPEN_PALETTE } from './palette-button.tsx'
import styles from './palette.module.css'

/** Ctrl-K or Cmd-K from anywhere: goes to a page, a terminal, an attempt, or a search, without a pointer. */
export function Palette() {
  const { messages } = useSpeech()
  const words = messages.pages.palette
  const { data: session } = useQuery(sessionQuery)
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')

  useEffect(() => {
    const open = () => {
      setTyped('')
      if (dialog.current?.open === false) dialog.current.showModal()
    }
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', onKey)
    addEventListener(OPEN_PALETTE, open)
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener(OPEN_PALETTE, open)
    }
  }, [])

  if (!session) return null
  const entries = paletteEntries(typed, messages, (permission) => session.permissions.includes(permission))
  const close = () => dialog.current?.close()
  /** The arrow keys go through the field and the lines below it. */
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    const stops = [...(dialog.current?.querySelectorAll<HTMLElement>('input, a') ?? [])]
    const at = stops.indexOf(document.activeElement as HTMLElement)
    stops[(at + step + stops.length) % stops.length]?.focus()
    event.preventDefault()
  }
  const goToFirst = (event: { preventDefault(): void }) => {
    event.preventDefault()
    const [first] = entries
    if (!first) return
    close()
    location.hash = first.href
  }
  return (
    <dialog ref={dialog} className={styles['palette']} aria-label={words.label} data-testid={TEST_IDS.palette}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form onSubmit={goToFirst} onKeyDown={onKeyDown}>
        <input
          className={styles['input']}
          aria-label={words.label}
          placeholder={words.placeholder}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-testid={TEST_IDS.paletteInput}
        />
        <ul className={styles['list']}>
          {entries.map(({ title, href }) => (
            <li key={href}>
              <a href={href} className={styles['entry']} onClick={close} data-testid={TEST_IDS.paletteEntry}>
                {title}
              </a>
            </li>
          ))}
          {entries.length === 0 && <li className={`muted ${styles['entry']}`}>{words.none}</li>}
        </ul>
      </form>
    </dialog>
  )
}
