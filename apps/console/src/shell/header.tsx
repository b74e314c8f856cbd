import { LANGUAGES, fill } from '@fiftyfive/messages'
import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { LANGUAGE_NAMES, useSpeech } from '../language.tsx'
import { liveHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { useRoute } from '../use-route.ts'
import styles from './shell.module.css'

const SCHEMES = ['auto', 'light', 'dark'] as const

export function Header() {
  const { words } = useSpeech()
  const { page } = useRoute()
  return (
    <header className={styles['header']}>
      <div className={styles['bar']}>
        <a className={styles['brand']} href={liveHash()}>
          <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width={24} height={24} />
          fiftyfive <small>{words.title}</small>
        </a>
        <nav className={styles['navigation']} aria-label={words.navigation}>
          <a href={liveHash()} {...(page === 'live' && { 'aria-current': 'page' })}>
            {words.live.title}
          </a>
          <a href="/pos/">{words.openTill}</a>
        </nav>
        <div className={styles['controls']}>
          <ZoneNote />
          <AppearanceSwitch />
          <LanguageSwitch />
        </div>
      </div>
    </header>
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
