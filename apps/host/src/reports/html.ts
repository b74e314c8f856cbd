import { escapeMarkup } from '@fiftyfive/kernel'
import type { Block, CauseBar, DayBar, Document, TableBlock } from './document.ts'

const STYLE = `
  :root { color: #1f2a37; background: #fff; font: 16px/1.5 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif }
  body { max-width: 800px; margin: 0 auto; padding: 24px 16px 48px }
  h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 4px } h2 { font-size: 1.15rem; margin: 28px 0 6px }
  .about { color: #4b5563; margin: 0 } p { margin: 6px 0 }
  dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(215px, 1fr)); gap: 10px; margin: 16px 0 }
  dl div { border: 1px solid #d3d9e2; border-radius: 8px; padding: 10px 12px } dt { color: #4b5563; font-size: .85rem }
  dd { margin: 0; font-size: 1.25rem; font-weight: 600; overflow-wrap: anywhere } dd small { display: block; font-size: .8rem; font-weight: 400; color: #4b5563 }
  svg { display: block; width: 100%; height: auto } .whole { fill: #9db4d6 } .part { fill: #a61e2d } .axis { stroke: #d3d9e2 }
  svg text { font-size: 12px; fill: #4b5563 } .causes { list-style: none; padding: 0; margin: 10px 0 } .causes li { margin: 0 0 10px }
  .causes svg { height: 12px; margin-top: 2px }
  .scroll { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .9rem } th, td { text-align: left; padding: 6px 8px; border-bottom: 1px solid #d3d9e2 }
  .figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } tbody tr:last-child { font-weight: 600 }
  @media print { body { padding: 0 } h2 { break-after: avoid } dl div, .causes li, tr { break-inside: avoid } }
`

/** One file for ever: no script, nothing from elsewhere, pictures inside. */
export const htmlOf = ({ language, title, about, blocks }: Document): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
<p class="about">${escapeMarkup(about)}</p>
${blocks.map(blockOf).join('\n')}
</main>
</body>
</html>
`

function blockOf(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `<h2>${escapeMarkup(block.text)}</h2>`
    case 'text':
      return `<p>${block.strong === undefined ? '' : `<strong>${escapeMarkup(block.strong)}</strong><br>`}${escapeMarkup(block.text)}</p>`
    case 'figures':
      return `<dl>${block.figures
        .map(({ name, value, note }) => {
          const small = note === undefined ? '' : `<small>${escapeMarkup(note)}</small>`
          return `<div><dt>${escapeMarkup(name)}</dt><dd>${escapeMarkup(value)}${small}</dd></div>`
        })
        .join('')}</dl>`
    case 'days':
      return days(block.label, block.bars)
    case 'causes':
      return causes(block.bars)
    case 'table':
      return table(block)
  }
}

const WIDTH = 760
const HEIGHT = 180
const FOOT = 22
const SIDE = 44

/** The words of every bar are there for a screen reader and under the pointer. */
function days(label: string, bars: readonly DayBar[]): string {
  const most = Math.max(1, ...bars.map(({ whole }) => whole))
  const step = (WIDTH - SIDE) / Math.max(1, bars.length)
  const y = (value: number) => short(HEIGHT - (value / most) * (HEIGHT - 12))
  const every = Math.ceil(bars.length / 10)
  const columns = bars.map(({ label: day, whole, part, text }, index) => {
    const x = short(SIDE + index * step + step * 0.1)
    const width = short(step * 0.8)
    const bar = (name: string, value: number) =>
      `<rect class="${name}" x="${x}" width="${width}" y="${y(value)}" height="${short(HEIGHT - y(value))}"/>`
    const name =
      index % every === 0
        ? `<text x="${short(SIDE + (index + 0.5) * step)}" y="${HEIGHT + 16}" text-anchor="middle">${escapeMarkup(day)}</text>`
        : ''
    return `<g role="img" aria-label="${escapeMarkup(text)}"><title>${escapeMarkup(text)}</title>${bar('whole', whole)}${bar('part', part)}${name}</g>`
  })
  return `<figure aria-label="${escapeMarkup(label)}" style="margin:8px 0"><svg viewBox="0 0 ${WIDTH} ${HEIGHT + FOOT}">
<line class="axis" x1="${SIDE}" x2="${WIDTH}" y1="${HEIGHT}" y2="${HEIGHT}"/><line class="axis" x1="${SIDE}" x2="${WIDTH}" y1="12" y2="12"/>
<text x="${SIDE - 6}" y="16" text-anchor="end">${most}</text><text x="${SIDE - 6}" y="${HEIGHT + 4}" text-anchor="end">0</text>
${columns.join('\n')}
</svg></figure>`
}

function causes(bars: readonly CauseBar[]): string {
  const most = Math.max(1, ...bars.map(({ dark, light }) => dark + light))
  const items = bars.map(({ label, text, dark, light }) => {
    const [first, second] = [dark, light].map((value) => (value / most) * 100) as [number, number]
    return `<li><strong>${escapeMarkup(label)}</strong> ${escapeMarkup(text)}
<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect class="part" width="${short(first)}" height="8"/><rect class="whole" x="${short(first)}" width="${short(second)}" height="8"/></svg></li>`
  })
  return `<ul class="causes">${items.join('\n')}</ul>`
}

function table({ head, rows, figuresFrom }: TableBlock): string {
  const cells = (tag: 'th' | 'td', row: readonly string[]) =>
    row
      .map((cell, index) => {
        const kind = index >= figuresFrom ? ' class="figure"' : ''
        return `<${tag}${kind}${tag === 'th' ? ' scope="col"' : ''}>${escapeMarkup(cell)}</${tag}>`
      })
      .join('')
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')
  return `<div class="scroll" tabindex="0"><table><thead><tr>${cells('th', head)}</tr></thead><tbody>${body}</tbody></table></div>`
}

const short = (value: number): number => Math.round(value * 100) / 100
