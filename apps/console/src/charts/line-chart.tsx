import { useElementSize } from '@mantine/hooks'
import { useId } from 'react'
import { Axes } from './axes.tsx'
import styles from './charts.module.css'
import { linear, type Scale, ticksUpTo } from './scale.ts'

export interface LinePoint {
  readonly at: number
  readonly value: number
}
export interface LineSeries {
  readonly name: string
  readonly tone: 'main' | 'bad' | 'quiet' | 'other'
  readonly points: readonly LinePoint[]
}

interface LineChartProps {
  readonly title: string
  /** What the figures are of, in a few words. */
  readonly hint: string
  readonly from: number
  readonly until: number
  readonly step_ms: number
  readonly series: readonly LineSeries[]
  readonly write: (value: number) => string
  /** The axis reaches at least this far. */
  readonly atLeast: number
}

const HEIGHT = 118
const EDGE = { top: 8, right: 8, bottom: 20, left: 52 }
/** A line breaks where nothing was measured for longer than this many steps. */
const GAP_STEPS = 3

/** One or a few lines over time, with the newest figure of each beside its name. */
export function LineChart({ title, hint, from, until, step_ms, series, write, atLeast }: LineChartProps) {
  const id = useId()
  const { ref, width: measured } = useElementSize()
  const width = Math.max(200, measured)
  const highest = Math.max(atLeast, ...series.flatMap(({ points }) => points.map(({ value }) => value)))
  const ticks = ticksUpTo(highest, 2)
  const x = linear(from, until, EDGE.left, width - EDGE.right)
  const y = linear(0, ticks.at(-1) ?? 1, HEIGHT - EDGE.bottom, EDGE.top)
  return (
    <figure className={styles['small']} aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{title}</h3>
        <p className="muted small">{hint}</p>
        <p className={styles['legend']}>
          {series.map(({ name, tone, points }) => (
            <span key={name} className="small">
              <span className={`${styles['key']} ${styles[tone]}`} aria-hidden /> {name}{' '}
              <strong>{points.length > 0 ? write(points.at(-1)?.value ?? 0) : '–'}</strong>
            </span>
          ))}
        </p>
      </figcaption>
      <div ref={ref} className={styles['chart']}>
        <svg aria-hidden width={width} height={HEIGHT}>
          <Axes {...{ ticks, from, until, x, y, width, write }} edge={EDGE} height={HEIGHT} />
          {series.map(({ name, tone, points }) => (
            <path key={name} className={styles[tone]} d={pathOf(points, GAP_STEPS * step_ms, x, y)} />
          ))}
        </svg>
      </div>
    </figure>
  )
}

function pathOf(points: readonly LinePoint[], gap_ms: number, x: Scale, y: Scale): string {
  let before = -Infinity
  return points
    .map(({ at, value }) => {
      const move = at - before > gap_ms ? 'M' : 'L'
      before = at
      return `${move}${x(at).toFixed(1)} ${y(value).toFixed(1)}`
    })
    .join('')
}
