import { useSpeech } from '../language.tsx'
import styles from './charts.module.css'
import { type Scale, timesWithin } from './scale.ts'

interface AxesProps {
  readonly ticks: readonly number[]
  /** How figures of the upright axis are written. */
  readonly write: (value: number) => string
  readonly from: number
  readonly until: number
  readonly x: Scale
  readonly y: Scale
  readonly width: number
  readonly height: number
  /** Room for what is written beside the picture. */
  readonly edge: { readonly left: number; readonly right: number }
}

const TIME_WIDTH = 110
/** Room that half of a time takes: one that stands nearer to the end ends there. */
const HALF_TIME = 26

/** Figures on the left with a line each, times below, round in the reader's zone. */
export function Axes({ ticks, write, from, until, x, y, width, height, edge }: AxesProps) {
  const { formats } = useSpeech()
  const offset_ms = -new Date(from).getTimezoneOffset() * 60_000
  return (
    <g className={styles['axes']} aria-hidden>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={edge.left} x2={width - edge.right} y1={y(tick)} y2={y(tick)} />
          <text x={edge.left - 6} y={y(tick) + 4} textAnchor="end">
            {write(tick)}
          </text>
        </g>
      ))}
      {timesWithin(from, until, Math.max(2, Math.floor(width / TIME_WIDTH)), offset_ms).map((at) => (
        <text key={at} x={x(at)} y={height - 6} textAnchor={x(at) > width - edge.right - HALF_TIME ? 'end' : 'middle'}>
          {formats.hour(at, until - from)}
        </text>
      ))}
    </g>
  )
}
