import type { ScreenOf } from '@fiftyfive/terminal'
import { useEffect, useRef } from 'react'
import { browserVoice } from '../shell/voice.ts'
import { type Speech, useSpeech } from '../ui/language.tsx'
import { announcementOf } from './announcer.tsx'

/** For people who cannot read the screen: says why and how much, beeps for each key, says how many digits, never which. */
export function useAssistance(screen: ScreenOf<'enter-pin'>, on: boolean): void {
  const speech = useSpeech()
  const latest = useRef({ screen, speech })
  const digitsBefore = useRef(screen.digits)
  useEffect(() => {
    latest.current = { screen, speech }
  })
  const { digits, endsIn_ms } = screen
  useEffect(() => {
    const more = digits > digitsBefore.current
    digitsBefore.current = digits
    if (!on) return browserVoice.silence()
    if (more) browserVoice.beep()
    browserVoice.say(sentenceFor(latest.current.screen, latest.current.speech), latest.current.speech.language)
  }, [on, digits])
  useEffect(() => {
    const { text, language } = latest.current.speech
    if (on && endsIn_ms !== undefined) browserVoice.say(text.enterPin.endsSoon, language)
  }, [on, endsIn_ms])
  useEffect(() => () => browserVoice.silence(), [])
}

/** What is said aloud on this screen. */
export function sentenceFor(
  screen: ScreenOf<'enter-pin'>,
  speech: Pick<Speech, 'text' | 'causes' | 'say' | 'money'>,
): string {
  const { text, say, money } = speech
  if (screen.digits > 0) return say(text.enterPin.digits, { count: screen.digits })
  const how = say(text.enterPin.practice, { amount: money(screen.amount) })
  return screen.notice ? `${announcementOf(screen, speech)} ${how}` : how
}
