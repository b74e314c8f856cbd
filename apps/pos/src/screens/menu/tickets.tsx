import { testIds } from '../../test-ids.ts'
import { Button } from '../../ui/button.tsx'
import { useSpeech } from '../../ui/language.tsx'
import { useRunning } from '../../ui/running.tsx'
import { ScreenFrame } from '../../ui/screen.tsx'

/** Reports kept in this terminal. */
export function Tickets({ leave }: { readonly leave: () => void }) {
  const { text, say, dateTime } = useSpeech()
  const { tickets } = useRunning().tickets
  return (
    <ScreenFrame title={text.ticket.title}>
      {tickets.length === 0 && <p className="soft">{text.ticket.none}</p>}
      <ul className="tickets">
        {tickets.map(({ id, at }) => (
          <li key={id}>{say(text.ticket.line, { id, time: dateTime(at) })}</li>
        ))}
      </ul>
      <div className="actions">
        <Button label={text.menu.back} icon="cancel" onPress={leave} testId={testIds.menuBack} />
      </div>
    </ScreenFrame>
  )
}
