import { useElementSize } from '@mantine/hooks'
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { Axes } from './axes.tsx'
import styles from './charts.module.css'
import { linear, type Scale, ticksUpTo } from './scale.ts'

export interface RatePoint {
  readonly at: number
  readonly of: number
  readonly share: number
}
export interface RateSeries {
  readonly name: string
  readonly tone: 'bad' | 'quiet'
  readonly points: readonly RatePoint[]
}
export interface RateMark {
  readonly at: number
  readonly label: string
  readonly tone: 'strong' | 'normal'
}

interface RateChartProps {
  /** One sentence with what the picture shows, for whoever does not see it. */
  readonly summary: string
  readonly from: number
  readonly until: number
  readonly step_ms: number
  /** The first one is what the picture is about. */
  readonly series: readonly RateSeries[]
  /** What is usual, drawn as a dashed line. */
  readonly usual?: { readonly share: number; readonly name: string }
  readonly marks: readonly RateMark[]
  /** What is said of the step that a pointer or the arrow keys choose. */
  readonly readout: (at: number) => string
}

const HEIGHT = 270
/** Labels of marks stand in rows above the picture. */
const LABELS_TOP = 8
const LABEL_HEIGHT = 14
const LABEL_ROWS = 3
const EDGE = { top: LABELS_TOP + LABEL_ROWS * LABEL_HEIGHT + 6, right: 12, bottom: 24, left: 44 }

/** Shares over time. Dots are as large as what they count: one refusal of one attempt is no catastrophe. */
export function RateChart(props: RateChartProps) {
  const { summary, from, until, step_ms, series, readout } = props
  const { ref, width: measured } = useElementSize()
  const [chosen, setChosen] = useState<number>()
  const width = Math.max(280, measured)
  const x = linear(from, until, EDGE.left, width - EDGE.right)
  const steps = Math.max(1, Math.floor((until - from) / step_ms))
  const stepAt = (index: number) => (Math.floor(from / step_ms) + Math.min(steps, Math.max(0, index))) * step_ms
  const at = chosen === undefined ? undefined : stepAt(chosen)
  return (
    <figure className={styles['chart']} ref={ref}>
      <svg aria-hidden width={width} height={HEIGHT}>
        <Drawing {...props} width={width} x={x} />
        {at !== undefined && (
          <line className={styles['crosshair']} x1={x(at)} x2={x(at)} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} />
        )}
      </svg>
      <input
        type="range"
        className={styles['reader']}
        style={{ left: EDGE.left, right: EDGE.right, top: EDGE.top, height: HEIGHT - EDGE.top - EDGE.bottom }}
        aria-label={summary}
        aria-valuetext={readout(at ?? stepAt(steps))}
        min={0}
        max={steps}
        value={chosen ?? steps}
        onChange={(event) => setChosen(Number(event.currentTarget.value))}
        onPointerMove={({ clientX, currentTarget }) => {
          const { left, width: length } = currentTarget.getBoundingClientRect()
          setChosen(Math.round(((clientX - left) / length) * steps))
        }}
      />
      <figcaption className={styles['caption']}>
        <span className={styles['legend']}>
          {series.map(({ name, tone }) => (
            <span key={name}>
              <span className={`${styles['key']} ${styles[tone]}`} aria-hidden /> {name}
            </span>
          ))}
          {props.usual && (
            <span>
              <span className={`${styles['key']} ${styles['usual']}`} aria-hidden /> {props.usual.name}
            </span>
          )}
        </span>
        <output className={styles['readout']}>{at === undefined ? ' ' : readout(at)}</output>
      </figcaption>
    </figure>
  )
}

/** Each label in the first row where it covers no other; in the last one when all are taken. */
function placed(marks: readonly RateMark[], x: Scale, width: number) {
  const taken: [number, number][][] = Array.from({ length: LABEL_ROWS }, () => [])
  return marks.map((mark) => {
    const length = 12 + [...mark.label].reduce((sum, letter) => sum + (letter > '\u2E80' ? 12 : 6.6), 0)
    const leftwards = x(mark.at) + length > width
    const [start, end] = leftwards ? [x(mark.at) - length, x(mark.at)] : [x(mark.at), x(mark.at) + length]
    const free = taken.findIndex((row) => row.every(([from, until]) => end < from || start > until))
    const row = free < 0 ? LABEL_ROWS - 1 : free
    taken[row]?.push([start, end])
    return { ...mark, row, leftwards }
  })
}

interface DrawingProps extends RateChartProps {
  readonly width: number
  readonly x: Scale
}

function Drawing({ from, until, step_ms, series, usual, marks, width, x }: DrawingProps) {
  const { formats } = useSpeech()
  const highest = Math.max(0.05, usual?.share ?? 0, ...series.flatMap(({ points }) => points.map(({ share }) => share)))
  const ticks = ticksUpTo(Math.min(1, highest), 4)
  const y = linear(0, ticks.at(-1) ?? 1, HEIGHT - EDGE.bottom, EDGE.top)
  return (
    <>
      <Axes {...{ ticks, from, until, x, y, width }} write={formats.percent} edge={EDGE} height={HEIGHT} />
      {usual && <line className={styles['usual']} x1={x(from)} x2={x(until)} y1={y(usual.share)} y2={y(usual.share)} />}
      {placed(marks, x, width).map(({ at, label, tone, row, leftwards }) => (
        <g key={`${at} ${label}`} className={styles[`mark-${tone}`]}>
          <line x1={x(at)} x2={x(at)} y1={LABELS_TOP + row * LABEL_HEIGHT} y2={HEIGHT - EDGE.bottom} />
          <text
            x={x(at) + (leftwards ? -5 : 5)}
            y={LABELS_TOP + row * LABEL_HEIGHT + 4}
            textAnchor={leftwards ? 'end' : 'start'}
          >
            {label}
          </text>
        </g>
      ))}
      {series.toReversed().map(({ name, tone, points }) => (
        <Line key={name} tone={tone} points={points} half_ms={step_ms / 2} x={(at) => x(Math.min(at, until))} y={y} />
      ))}
    </>
  )
}

interface LineProps {
  readonly tone: RateSeries['tone']
  readonly points: readonly RatePoint[]
  readonly half_ms: number
  readonly x: Scale
  readonly y: Scale
}

function Line({ tone, points, half_ms, x, y }: LineProps) {
  const places = points.map(({ at, share, of }) => ({ left: x(at + half_ms), top: y(share), of }))
  const most = Math.max(1, ...points.map(({ of }) => of))
  return (
    <g className={styles[tone]}>
      <polyline points={places.map(({ left, top }) => `${left},${top}`).join(' ')} />
      {tone === 'bad' &&
        places.map(({ left, top, of }) => <circle key={left} cx={left} cy={top} r={2 + 3 * Math.sqrt(of / most)} />)}
    </g>
  )
}
