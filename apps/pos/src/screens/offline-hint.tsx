import { Icon } from '../ui/icons.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useTerminal } from '../ui/terminal.tsx'

/** Said before a card is taken out: without the acquirer the terminal can ask nobody. */
export function OfflineHint() {
  const { text } = useSpeech()
  const { state } = useTerminal()
  if (state.link === 'up' && state.signedOn) return null
  return (
    <p className="problem" role="alert">
      <Icon name="network" />
      {text.link.offlineHint}
    </p>
  )
}
