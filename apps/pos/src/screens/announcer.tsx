import type { Screen } from '@fiftyfive/terminal'
import { testIds } from '../test-ids.ts'
import { type Speech, useSpeech } from '../ui/language.tsx'
import { factsOf, refusalWords } from './refusal-words.ts'

/** Says each change of the terminal to a screen reader; while the PIN is typed, how many digits there are, never which. */
export function Announcer({ screen }: { readonly screen: Screen }) {
  const speech = useSpeech()
  return (
    <output className="visually-hidden" aria-live="polite" data-testid={testIds.announcer}>
      {announcementOf(screen, speech)}
    </output>
  )
}

export function announcementOf(screen: Screen, speech: Pick<Speech, 'text' | 'causes' | 'say' | 'money'>): string {
  const { text, causes, say, money } = speech
  switch (screen.name) {
    case 'enter-pin': {
      if (screen.digits > 0) return say(text.enterPin.digits, { count: screen.digits })
      const prompt = say(text.announce['enter-pin'], { amount: money(screen.amount) })
      if (!screen.notice) return prompt
      const words = refusalWords(text, causes, { ...screen.notice, prompt: true })
      return `${words.title}. ${words.cardholder} ${prompt}`
    }
    case 'refused': {
      const words = refusalWords(text, causes, factsOf(screen))
      return `${say(text.announce.refused, { title: words.title })} ${words.cardholder}`
    }
    case 'approved':
      return screen.receipt.charged
        ? say(text.announce.approved, { amount: money(screen.receipt.amount) })
        : say(text.announce.done, { kind: text.receipt.kinds[screen.receipt.kind] })
    case 'present-card':
    case 'choose-application':
    case 'qr':
      return say(text.announce[screen.name], { amount: money(screen.amount) })
    default:
      return text.announce[screen.name]
  }
}
