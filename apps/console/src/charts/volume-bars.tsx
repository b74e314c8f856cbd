import { useElementSize } from '@mantine/hooks'
import { Axes } from './axes.tsx'
import styles from './charts.module.css'
import { linear, ticksUpTo } from './scale.ts'

interface VolumeBarsProps {
  readonly label: string
  readonly from: number
  readonly until: number
  readonly step_ms: number
  readonly bars: readonly { readonly at: number; readonly whole: number; readonly part: number }[]
  /** How figures of the axis are written. */
  readonly write: (value: number) => string
  readonly describe: (bar: { readonly at: number; readonly whole: number; readonly part: number }) => string
}

const HEIGHT = 150
const EDGE = { top: 8, right: 8, bottom: 22, left: 52 }

/** Bars over time, of which a part is red. Each bar says its figures to whoever points at it. */
export function VolumeBars({ label, from, until: asked, step_ms, bars, write, describe }: VolumeBarsProps) {
  // The newest bar is as wide as the others, though its time is not over.
  const until = Math.max(asked, ...bars.map(({ at }) => at + step_ms))
  const { ref, width: measured } = useElementSize()
  const width = Math.max(240, measured)
  const ticks = ticksUpTo(Math.max(1, ...bars.map(({ whole }) => whole)), 3)
  const x = linear(from, until, EDGE.left, width - EDGE.right)
  const y = linear(0, ticks.at(-1) ?? 1, HEIGHT - EDGE.bottom, EDGE.top)
  const thick = Math.min(40, Math.max(2, x(from + step_ms) - x(from) - 1.5))
  return (
    <figure className={styles['chart']} ref={ref} aria-label={label}>
      <svg width={width} height={HEIGHT} aria-hidden>
        <Axes {...{ ticks, from, until, x, y, width, write }} edge={EDGE} height={HEIGHT} />
        {bars.map((bar) => (
          <g key={bar.at}>
            <title>{describe(bar)}</title>
            <rect
              className={styles['volume']}
              x={x(bar.at)}
              width={thick}
              y={y(bar.whole)}
              height={y(0) - y(bar.whole)}
            />
            <rect className={styles['lost']} x={x(bar.at)} width={thick} y={y(bar.part)} height={y(0) - y(bar.part)} />
          </g>
        ))}
      </svg>
    </figure>
  )
}
