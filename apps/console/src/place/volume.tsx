import type { PlaceDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { VolumeBars } from '../charts/volume-bars.tsx'
import { useSpeech } from '../language.tsx'
import { Panel } from '../ui/layout.tsx'

/** Attempts over time, of which the refused ones are red. */
export function Volume({ detail: { from, until, step_ms, steps } }: { readonly detail: PlaceDetail }) {
  const { messages, formats } = useSpeech()
  const words = messages.pages
  return (
    <Panel
      title={words.over}
      aside={<span className="muted small">{fill(words.overHint, { step: formats.duration(step_ms) })}</span>}
    >
      <VolumeBars
        label={words.over}
        from={from}
        until={until}
        step_ms={step_ms}
        bars={steps.map(({ at, attempts, refused }) => ({ at, whole: attempts, part: refused }))}
        write={formats.count}
        describe={({ at, whole, part }) =>
          fill(words.overBar, {
            time: formats.moment(at),
            attempts: formats.count(whole),
            refused: formats.count(part),
          })
        }
      />
    </Panel>
  )
}
