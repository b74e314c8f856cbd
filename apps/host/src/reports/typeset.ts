import type { Typeface, Weight } from './typeface.ts'

type Page = PDFKit.PDFDocument

export interface Style {
  readonly size: number
  readonly weight: Weight
  readonly color: string
}

const LINE_HEIGHT = 1.5
/** What no line begins with (a part of GB/T 15834 and of what Latin text wants). */
const NOT_FIRST = /[，。、；：？！）》”’%,.;:?!)\]]/
const WIDE = /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u

/** Lays text in mixed scripts on a page: pdfkit knows one font at a time, and no place to break a Chinese line. */
export class Typesetter {
  readonly #page: Page
  readonly #typeface: Typeface
  readonly #widths = new Map<string, number>()

  constructor(page: Page, typeface: Typeface) {
    this.#page = page
    this.#typeface = typeface
    for (const { id, data } of typeface.faces) page.registerFont(id, data)
  }

  static height({ size }: Style): number {
    return size * LINE_HEIGHT
  }

  width(text: string, style: Style): number {
    let sum = 0
    for (const character of text) sum += this.#widthOf(character, style.weight) * style.size
    return sum
  }

  /** In lines of at most that width. A word that is longer than a line is broken where it must. */
  wrap(text: string, width: number, style: Style): string[] {
    const lines: string[] = []
    let line = ''
    for (const piece of pieces(text)) {
      if (this.width(line + piece.trimEnd(), style) <= width) line += piece
      else {
        if (line !== '') lines.push(line.trimEnd())
        line = ''
        for (const character of piece.trimStart()) {
          if (this.width(line + character, style) > width && line !== '') {
            lines.push(line)
            line = ''
          }
          line += character
        }
      }
    }
    return line === '' ? lines : [...lines, line.trimEnd()]
  }

  /** One line, its top left corner at `x`, `y`; `align` right lets it end at `x`. */
  draw(text: string, x: number, y: number, style: Style, align: 'left' | 'right' | 'middle' = 'left'): void {
    const width = align === 'left' ? 0 : this.width(text, style)
    let at = x - (align === 'middle' ? width / 2 : width)
    for (const { id, run } of this.#runs(text, style.weight)) {
      this.#page.font(id).fontSize(style.size).fillColor(style.color).text(run, at, y, { lineBreak: false })
      at += this.width(run, style)
    }
  }

  #runs(text: string, weight: Weight): { id: string; run: string }[] {
    const runs: { id: string; run: string }[] = []
    for (const written of text) {
      const { id, character } = this.#typeface.faceOf(written, weight)
      const last = runs.at(-1)
      if (last?.id === id) last.run += character
      else runs.push({ id, run: character })
    }
    return runs
  }

  /** Of one character at size 1: without kerning, so that what was measured is what is drawn. */
  #widthOf(written: string, weight: Weight): number {
    const { id, character } = this.#typeface.faceOf(written, weight)
    const key = `${id} ${character}`
    let width = this.#widths.get(key)
    if (width === undefined) {
      width = this.#page.font(id).fontSize(100).widthOfString(character) / 100
      this.#widths.set(key, width)
    }
    return width
  }
}

/** Where a line may end: after a space, and beside every Chinese character unless punctuation follows. */
function pieces(text: string): string[] {
  const found: string[] = []
  let piece = ''
  const characters = [...text]
  for (const [index, character] of characters.entries()) {
    piece += character
    const next = characters[index + 1]
    const mayBreak =
      next === undefined || character === ' ' || ((WIDE.test(character) || WIDE.test(next)) && !NOT_FIRST.test(next))
    if (!mayBreak) continue
    found.push(piece)
    piece = ''
  }
  return found
}
