import { fill } from '@fiftyfive/messages'
import type { Tally } from '../tally.ts'

/** An entrant under the name that its readers know. */
export interface Drawn {
  readonly tally: Tally
  readonly name: string
}

const COLOURS = ['#6e7781', '#bf8700', '#cf222e', '#8250df', '#0969da', '#1a7f37', '#bc4c00', '#57606a']
const [WIDTH, HEIGHT, MARGIN, LEGEND] = [950, 380, 44, 310]

const x = (share: number): number => MARGIN + share * (WIDTH - 2 * MARGIN - LEGEND)
const y = (share: number): number => HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)
const point = (across: number, up: number): string => `${x(across).toFixed(1)},${y(up).toFixed(1)}`
const label = (across: number, up: number, text: string, rest = ''): string =>
  `<text x="${x(across).toFixed(1)}" y="${y(up).toFixed(1)}" font-size="12" fill="currentColor" ${rest}>${text}</text>`

type Named = readonly [name: string, colour: string]

const colourOf = (index: number): string => COLOURS[index % COLOURS.length] as string

function frame(content: string, named: readonly Named[], ticks: readonly (readonly [number, string])[]): string {
  const box = `<path d="M${point(0, 1)} L${point(0, 0)} L${point(1, 0)}" fill="none" stroke="currentColor"/>`
  const grid = [0.25, 0.5, 0.75, 1].map(
    (share) => `<path d="M${point(0, share)} L${point(1, share)}" stroke="currentColor" stroke-opacity="0.12"/>`,
  )
  const upward = [0, 0.5, 1].map((share) => label(-0.01, share, `${share * 100} %`, 'text-anchor="end"'))
  const across = ticks.map(([share, text]) => label(share, -0.07, text, 'text-anchor="middle"'))
  const legend = named.map(([name, colour], index) => {
    const up = 0.96 - index * 0.07
    return `<rect x="${x(1.03)}" y="${y(up) - 9}" width="10" height="10" fill="${colour}"/>${label(1.06, up, name.replaceAll('<', '&lt;'))}`
  })
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" role="img">${grid.join('')}${box}${upward.join('')}${across.join('')}${content}${legend.join('')}</svg>`
}

/** Whoever gives verdicts, against the diagonal; the size of a point is the share of verdicts in its bin. */
export function reliabilityDiagram(drawn: readonly Drawn[]): string {
  const content = drawn.map(({ tally }, index) => {
    const bins = tally.reliability()
    const total = bins.reduce((sum, { count }) => sum + count, 0)
    const colour = colourOf(index)
    const line = bins.map(({ confidence, accuracy }) => point(confidence, accuracy)).join(' ')
    const points = bins.map(
      ({ confidence, accuracy, count }) =>
        `<circle cx="${x(confidence).toFixed(1)}" cy="${y(accuracy).toFixed(1)}" r="${(2 + 12 * Math.sqrt(count / total)).toFixed(1)}" fill="${colour}" fill-opacity="0.5"/>`,
    )
    return bins.length === 0 ? '' : `<polyline points="${line}" fill="none" stroke="${colour}"/>${points.join('')}`
  })
  const diagonal = `<path d="M${point(0, 0)} L${point(1, 1)}" stroke="currentColor" stroke-dasharray="4 4"/>`
  const named = drawn.flatMap(({ tally, name }, index) =>
    tally.reliability().length > 0 ? [[name, colourOf(index)] as const] : [],
  )
  return frame(diagonal + content.join(''), named, [
    [0, '0'],
    [0.5, '0.5'],
    [1, '1'],
  ])
}

const LONGEST_MIN = 10_000

/** `minutes` is how so many are written. In brackets behind a name: false incidents, without which soon says nothing. */
export function delays(drawn: readonly Drawn[], minutes: string): string {
  const place = (minutes: number): number => Math.min(1, Math.log10(Math.max(1, minutes)) / Math.log10(LONGEST_MIN))
  const content = drawn.map(({ tally }, index) => {
    const faults = tally.faults()
    const found = faults.flatMap(({ found }) => (found ? [found.delay_min] : [])).toSorted((a, b) => a - b)
    const steps = found.map(
      (minutes, nth) =>
        `${point(place(minutes), nth / faults.length)} ${point(place(minutes), (nth + 1) / faults.length)}`,
    )
    const end = point(1, found.length / Math.max(1, faults.length))
    return `<polyline points="${point(0, 0)} ${steps.join(' ')} ${end}" fill="none" stroke-width="2" stroke="${colourOf(index)}"/>`
  })
  const ticks = [1, 10, 100, 1_000, 10_000].map((count) => [place(count), fill(minutes, { count })] as const)
  return frame(
    content.join(''),
    drawn.map(({ name, tally }, index) => [`${name} (${tally.figures().falsePer10000.toFixed(1)})`, colourOf(index)]),
    ticks,
  )
}
