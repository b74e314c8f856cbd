import { escapeMarkup } from '@fiftyfive/kernel'

/** Plots as SVG elements: no script and nothing from elsewhere, so that a report is one file for ever. */
const WIDTH = 720
const HEIGHT = 160
const MARGIN = 24

export interface Bar {
  readonly label: string
  readonly value: number
}

/** Upright bars from left to right. Labels are shown under the first and the last bar; all by the pointer. */
export function columnPlot(bars: readonly Bar[], title: string): string {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const width = WIDTH / Math.max(1, bars.length)
  const columns = bars.map(({ label, value }, index) => {
    const height = (value / most) * (HEIGHT - MARGIN)
    const [x, y] = [index * width, HEIGHT - height].map(short)
    const tip = `<title>${escapeMarkup(label)}: ${value}</title>`
    return `<rect x="${x}" y="${y}" width="${short(Math.max(0.5, width - 1))}" height="${short(height)}">${tip}</rect>`
  })
  const [first, last] = [bars[0]?.label ?? '', bars.at(-1)?.label ?? ''].map(escapeMarkup)
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT + MARGIN}" role="img" aria-label="${escapeMarkup(title)}">
<text x="0" y="12">${most}</text>${columns.join('')}
<text x="0" y="${HEIGHT + 16}">${first}</text><text x="${WIDTH}" y="${HEIGHT + 16}" text-anchor="end">${last}</text></svg>`
}

/** A bar in a cell of a table; `share` from 0 to 1. */
export const shareBar = (share: number): string =>
  `<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${short(100 * share)}" height="8"/></svg>`

const short = (value: number): string => String(Math.round(value * 100) / 100)
