import { API } from '@fiftyfive/contract'
import { LANGUAGES, fill } from '@fiftyfive/messages/console'
import { Button, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { LANGUAGE_NAMES, useSpeech } from '../language.tsx'
import { PaletteButton } from '../palette/palette-button.tsx'
import { sendJson } from '../request.ts'
import { accountHash, liveHash } from '../route.ts'
import { sessionQuery } from '../session/session.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Navigation } from './navigation.tsx'
import styles from './shell.module.css'

const SCHEMES = ['auto', 'light', 'dark'] as const

/** Where one can go: beside the page where there is room, above it elsewhere. */
export function Header() {
  const { words } = useSpeech()
  return (
    <header className={styles['header']}>
      <a className={styles['brand']} href={liveHash()}>
        <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width={24} height={24} />
        <span>
          fiftyfive <small>{words.title}</small>
        </span>
      </a>
      <PaletteButton />
      <Navigation />
    </header>
  )
}

/** How one wants to read, and who is signed in: below where one can go, and at the end of the page on a telephone. */
export function Controls() {
  return (
    <footer className={styles['controls']}>
      <ZoneNote />
      <LanguageSwitch />
      <AppearanceSwitch />
      <Owner />
    </footer>
  )
}

/** Who is signed in, and the way out. */
function Owner() {
  const { messages } = useSpeech()
  const words = messages.accounts.menu
  const queries = useQueryClient()
  const { data: session } = useQuery(sessionQuery)
  if (!session) return null
  const leave = async (): Promise<void> => {
    await sendJson('DELETE', API.session)
    queries.setQueryData(sessionQuery.queryKey, null)
    // Nothing that the last owner saw stays for the next.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
  }
  return (
    <span className={styles['owner']}>
      {session.roles.includes('visitor') ? (
        <span data-testid={TEST_IDS.accountMenu}>{words.visitor}</span>
      ) : (
        <a href={accountHash()} title={words.account} data-testid={TEST_IDS.accountMenu}>
          {session.account.displayName}
        </a>
      )}
      <Button size="compact-xs" variant="default" data-testid={TEST_IDS.signOut} onClick={() => void leave()}>
        {words.signOut}
      </Button>
    </span>
  )
}

function ZoneNote() {
  const { words, formats } = useSpeech()
  const [openedAt] = useState(() => Date.now())
  return (
    <span className="muted small" data-testid={TEST_IDS.timeZone}>
      {fill(words.timeZone, { zone: formats.timeZone(openedAt) })}
    </span>
  )
}

function AppearanceSwitch() {
  const { words } = useSpeech()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      size="xs"
      aria-label={words.appearance.label}
      data-testid={TEST_IDS.appearanceSwitch}
      value={colorScheme}
      onChange={setColorScheme}
      data={SCHEMES.map((value) => ({ value, label: words.appearance[value] }))}
    />
  )
}

function LanguageSwitch() {
  const { words, language, setLanguage } = useSpeech()
  return (
    <SegmentedControl
      size="xs"
      aria-label={words.languageLabel}
      data-testid={TEST_IDS.languageSwitch}
      value={language}
      onChange={setLanguage}
      data={LANGUAGES.map((value) => ({ value, label: <span lang={value}>{LANGUAGE_NAMES[value]}</span> }))}
    />
  )
}
