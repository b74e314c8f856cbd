import { API, type Pulse, type PulseStep } from '@fiftyfive/contract'
import { useQuery } from '@tanstack/react-query'
import { LineChart, type LinePoint } from '../charts/line-chart.tsx'
import { useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { TEST_IDS } from '../test-ids.ts'
import styles from './live.module.css'
import { Panel } from '../ui/layout.tsx'

const ASKED_AGAIN_MS = 5_000
/** What stands on the page: the last half hour. */
const SHOWN_MS = 30 * 60_000
const SHOWN_MIN_MS = 5 * 60_000

/** How the host fares: what comes in, how fast it is answered and by whom, and what waits. */
export function PulsePanel() {
  const { messages } = useSpeech()
  const words = messages.operations.pulse
  const { data, error, refetch } = useQuery({
    queryKey: ['pulse'],
    queryFn: ({ signal }) => getJson<Pulse>(API.pulse, signal),
    refetchInterval: ASKED_AGAIN_MS,
  })
  return (
    <Panel title={words.title} aside={<span className="muted small">{words.hint}</span>} testId={TEST_IDS.pulse}>
      {!data && (error ? <ErrorNotice error={error} retry={() => void refetch()} /> : <Loading rows={3} />)}
      {data && <Charts pulse={data} />}
    </Panel>
  )
}

function Charts({ pulse: { steps, step_ms } }: { readonly pulse: Pulse }) {
  const { messages, formats } = useSpeech()
  const words = messages.operations.pulse
  const until = (steps.at(-1)?.at ?? 0) + step_ms
  const from = Math.max(until - SHOWN_MS, Math.min(steps[0]?.at ?? until, until - SHOWN_MIN_MS))
  const shown = steps.filter(({ at }) => at >= from)
  // The newest step is still filling up: a rate over all of it would always seem to fall.
  const whole = shown.slice(0, -1)
  const seconds = step_ms / 1_000
  const of = (all: readonly PulseStep[], value: (step: PulseStep) => number | undefined): LinePoint[] =>
    all.flatMap((step) => {
      const figure = value(step)
      return figure === undefined ? [] : [{ at: step.at, value: figure }]
    })
  const links = [...new Set(shown.flatMap((step) => step.links.map(({ name }) => name)))]
  const link = (step: PulseStep, name: string) => step.links.find((each) => each.name === name)
  const rate = (value: number) => formats.rate(value)
  const common = { from, until, step_ms }
  return (
    <div className={styles['charts']}>
      <LineChart
        {...common}
        title={words.volume}
        hint={words.volumeHint}
        write={rate}
        atLeast={1}
        series={[
          { name: words.attempts, tone: 'main', points: of(whole, ({ attempts }) => attempts / seconds) },
          { name: words.refused, tone: 'bad', points: of(whole, ({ refused }) => refused / seconds) },
        ]}
      />
      <LineChart
        {...common}
        title={words.answer}
        hint={words.answerHint}
        write={formats.duration}
        atLeast={10}
        series={[
          { name: words.half, tone: 'main', points: of(shown, ({ answer }) => answer?.p50_ms) },
          { name: words.slow, tone: 'other', points: of(shown, ({ answer }) => answer?.p99_ms) },
        ]}
      />
      {links.map((name) => (
        <LineChart
          key={name}
          {...common}
          title={`${words.link} ${name}`}
          hint={words.linkHint}
          write={formats.duration}
          atLeast={10}
          series={[
            { name: words.half, tone: 'main', points: of(shown, (step) => link(step, name)?.p50_ms) },
            { name: words.slow, tone: 'other', points: of(shown, (step) => link(step, name)?.p99_ms) },
          ]}
        />
      ))}
      <LineChart
        {...common}
        title={words.module}
        hint={words.moduleHint}
        write={formats.duration}
        atLeast={10}
        series={[
          { name: words.half, tone: 'main', points: of(shown, ({ securityModule }) => securityModule?.p50_ms) },
          { name: words.slow, tone: 'other', points: of(shown, ({ securityModule }) => securityModule?.p99_ms) },
        ]}
      />
      <LineChart
        {...common}
        title={words.queue}
        hint={words.queueHint}
        write={formats.count}
        atLeast={4}
        series={[
          { name: words.queued, tone: 'main', points: of(shown, ({ queued }) => queued) },
          { name: words.inFlight, tone: 'quiet', points: of(shown, ({ inFlight }) => inFlight) },
          { name: words.overloaded, tone: 'bad', points: of(shown, ({ overloaded }) => overloaded) },
        ]}
      />
    </div>
  )
}
