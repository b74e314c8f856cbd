import { fill, messagesIn } from '@fiftyfive/messages'
import Pdf from 'pdfkit'
import type { Block, CauseBar, DayBar, Document, Figure, TableBlock } from './document.ts'
import { typefaceFor } from './typeface.ts'
import { type Style, Typesetter } from './typeset.ts'

/** A4 in points. */
const WIDTH = 595.28
const HEIGHT = 841.89
const EDGE = 50
const FOOT = 40
const INNER = WIDTH - 2 * EDGE

const INK = '#1f2a37'
const QUIET = '#4b5563'
const LINE = '#d3d9e2'
const WHOLE = '#9db4d6'
const PART = '#a61e2d'
const style = (size: number, weight: Style['weight'] = 'regular', color = INK): Style => ({ size, weight, color })
const TITLE = style(20, 'bold')
const HEADING = style(13, 'bold')
const BODY = style(10)
const STRONG = style(10, 'bold')
const SMALL = style(8.5, 'regular', QUIET)

/** The report on paper (PDF 1.7): its letters are letters of an embedded font, so that they can be searched and copied. */
export async function pdfOf(document: Document): Promise<Buffer> {
  const { page: pageWords } = messagesIn(document.language).portal.report
  const typeface = await typefaceFor(`${JSON.stringify(document)} ${pageWords} 0123456789`)
  const pdf = new Pdf({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: document.language,
    displayTitle: true,
    info: {
      Title: document.title,
      Creator: 'fiftyfive',
      Producer: 'fiftyfive',
      CreationDate: new Date(document.madeAt),
    },
  })
  const chunks: Buffer[] = []
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  const sheet = new Sheet(pdf, new Typesetter(pdf, typeface))
  sheet.text(document.title, TITLE)
  sheet.text(document.about, style(9, 'regular', QUIET))
  for (const block of document.blocks) sheet.block(block)
  sheet.numberPages(pageWords)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

/** Goes down the pages; what would not fit on one begins the next. */
class Sheet {
  readonly #pdf: PDFKit.PDFDocument
  readonly #setter: Typesetter
  #y = EDGE

  constructor(pdf: PDFKit.PDFDocument, setter: Typesetter) {
    this.#pdf = pdf
    this.#setter = setter
  }

  block(block: Block): void {
    switch (block.type) {
      case 'heading':
        this.#y += 14
        // With at least something of what it is the heading of.
        this.#room(70)
        return this.text(block.text, HEADING)
      case 'text':
        if (block.strong !== undefined) this.text(block.strong, STRONG)
        this.text(block.text, BODY)
        this.#y += 3
        return
      case 'figures':
        return this.#figures(block.figures)
      case 'days':
        return this.#days(block.bars)
      case 'causes':
        return this.#causes(block.bars)
      case 'table':
        return this.#table(block)
    }
  }

  text(text: string, style: Style): void {
    for (const line of this.#setter.wrap(text, INNER, style)) {
      this.#room(Typesetter.height(style))
      this.#setter.draw(line, EDGE, this.#y, style)
      this.#y += Typesetter.height(style)
    }
  }

  numberPages(words: string): void {
    const { start, count } = this.#pdf.bufferedPageRange()
    for (let page = start; page < start + count; page++) {
      this.#pdf.switchToPage(page)
      const text = fill(words, { page: String(page + 1), pages: String(count) })
      this.#setter.draw(text, WIDTH - EDGE, HEIGHT - FOOT + 8, SMALL, 'right')
    }
  }

  #room(height: number): void {
    if (this.#y + height <= HEIGHT - FOOT) return
    this.#pdf.addPage()
    this.#y = EDGE
  }

  #figures(figures: readonly Figure[]): void {
    const columns = 3
    const gap = 8
    const width = (INNER - (columns - 1) * gap) / columns
    const height = 58
    this.#y += 4
    for (let first = 0; first < figures.length; first += columns) {
      this.#room(height + gap)
      for (const [column, { name, value, note }] of figures.slice(first, first + columns).entries()) {
        const x = EDGE + column * (width + gap)
        this.#pdf.roundedRect(x, this.#y, width, height, 4).lineWidth(0.7).stroke(LINE)
        const [label = ''] = this.#setter.wrap(name, width - 16, SMALL)
        this.#setter.draw(label, x + 8, this.#y + 5, SMALL)
        this.#setter.draw(value, x + 8, this.#y + 18, style(13, 'bold'))
        if (note !== undefined)
          this.#setter.draw(this.#setter.wrap(note, width - 16, SMALL)[0] ?? '', x + 8, this.#y + 40, SMALL)
      }
      this.#y += height + gap
    }
  }

  #days(bars: readonly DayBar[]): void {
    const height = 110
    const side = 34
    this.#room(height + 30)
    const most = Math.max(1, ...bars.map(({ whole }) => whole))
    const bottom = this.#y + height
    const step = (INNER - side) / Math.max(1, bars.length)
    const tall = (value: number): number => (value / most) * (height - 8)
    for (const [value, y] of [
      [most, bottom - tall(most)],
      [0, bottom],
    ] as const) {
      this.#pdf
        .moveTo(EDGE + side, y)
        .lineTo(EDGE + INNER, y)
        .lineWidth(0.7)
        .stroke(LINE)
      this.#setter.draw(String(value), EDGE + side - 6, y - 7, SMALL, 'right')
    }
    const every = Math.ceil(bars.length / 10)
    for (const [index, { label, whole, part }] of bars.entries()) {
      const x = EDGE + side + index * step
      for (const [value, color] of [
        [whole, WHOLE],
        [part, PART],
      ] as const)
        if (value > 0) this.#pdf.rect(x + step * 0.1, bottom - tall(value), step * 0.8, tall(value)).fill(color)
      if (index % every === 0) this.#setter.draw(label, x + step / 2, bottom + 4, SMALL, 'middle')
    }
    this.#y = bottom + 22
  }

  #causes(bars: readonly CauseBar[]): void {
    const most = Math.max(1, ...bars.map(({ dark, light }) => dark + light))
    for (const { label, text, dark, light } of bars) {
      this.#room(34)
      this.#setter.draw(label, EDGE, this.#y, STRONG)
      this.#setter.draw(text, EDGE + INNER, this.#y, SMALL, 'right')
      const y = this.#y + 17
      const [first, second] = [(dark / most) * INNER, (light / most) * INNER] as const
      if (first > 0) this.#pdf.rect(EDGE, y, first, 8).fill(PART)
      if (second > 0) this.#pdf.rect(EDGE + first, y, second, 8).fill(WHOLE)
      this.#y += 32
    }
  }

  #table({ head, rows, figuresFrom }: TableBlock): void {
    const all = [head, ...rows]
    const wanted = head.map((_, column) =>
      Math.max(...all.map((row) => this.#setter.width(row[column] ?? '', style(9, 'bold')) + 10)),
    )
    // Short cells stay whole: the widest column gives, or takes, what is left.
    const widest = wanted.indexOf(Math.max(...wanted))
    const left = INNER - wanted.reduce((total, width) => total + width, 0)
    const widths = wanted.map((width, column) => (column === widest ? Math.max(40, width + left) : width))
    for (const [index, row] of all.entries()) {
      const look = style(9, index === 0 || index === all.length - 1 ? 'bold' : 'regular')
      const cells = row.map((cell, column) => this.#setter.wrap(cell, (widths[column] ?? 0) - 8, look))
      const height = Math.max(1, ...cells.map(({ length }) => length)) * Typesetter.height(look) + 4
      this.#room(height)
      let x = EDGE
      for (const [column, lines] of cells.entries()) {
        const width = widths[column] ?? 0
        for (const [line, text] of lines.entries()) {
          const y = this.#y + line * Typesetter.height(look)
          if (column >= figuresFrom) this.#setter.draw(text, x + width - 4, y, look, 'right')
          else this.#setter.draw(text, x, y, look)
        }
        x += width
      }
      this.#y += height
      this.#pdf
        .moveTo(EDGE, this.#y - 2)
        .lineTo(EDGE + INNER, this.#y - 2)
        .lineWidth(0.5)
        .stroke(LINE)
    }
  }
}
