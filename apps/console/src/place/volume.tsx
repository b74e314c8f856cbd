import type { PlaceDetail } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { VolumeBars } from '../charts/volume-bars.tsx'
import { useSpeech } from '../language.tsx'

/** Attempts over time, of which the refused ones are red. */
export function Volume({ detail: { from, until, step_ms, steps } }: { readonly detail: PlaceDetail }) {
  const { messages, formats } = useSpeech()
  const words = messages.pages
  return (
    <section className="panel" aria-labelledby="place-volume">
      <div className="panel-head">
        <h2 id="place-volume">{words.over}</h2>
        <span className="muted small">{fill(words.overHint, { step: formats.duration(step_ms) })}</span>
      </div>
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
    </section>
  )
}
