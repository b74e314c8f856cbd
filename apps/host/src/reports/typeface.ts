import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import subsetFont from 'subset-font'

/** Noto Sans SC (SIL Open Font License 1.1), in slices of some hundred characters as web pages load it. */
const folder = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'))

export type Weight = 'regular' | 'bold'
const WEIGHTS: Readonly<Record<Weight, number>> = { regular: 400, bold: 600 }
/** Stands for what the typeface does not have. */
const MISSING = '\u25A1'

interface Slice {
  readonly name: string
  readonly ranges: readonly (readonly [first: number, last: number])[]
}

/** One font of a document: the characters of one slice that it uses, at one weight. */
export interface Face {
  readonly id: string
  readonly data: Buffer
}

export interface Typeface {
  readonly faces: readonly Face[]
  /** Which face has the character; a character that none has is shown as a box. */
  faceOf(character: string, weight: Weight): { readonly id: string; readonly character: string }
}

/** Cuts out of the typeface what a text uses, so that a page carries kilobytes rather than ten megabytes. */
export async function typefaceFor(text: string): Promise<Typeface> {
  const slices = readSlices()
  const sliceOf = (character: string): Slice | undefined => {
    const code = character.codePointAt(0) ?? 0
    return slices.find(({ ranges }) => ranges.some(([first, last]) => code >= first && code <= last))
  }
  const names = new Map<string, string>()
  for (const character of new Set(`${text}${MISSING} ?`)) names.set(character, sliceOf(character)?.name ?? '')
  const used = Map.groupBy(
    [...names].filter(([, name]) => name !== ''),
    ([, name]) => name,
  )
  const faces: Face[] = []
  for (const [name, members] of used) {
    const whole = readFileSync(join(folder, 'files', `noto-sans-sc-${name}-wght-normal.woff2`))
    const characters = members.map(([character]) => character).join('')
    for (const weight of ['regular', 'bold'] as const) {
      const options = { targetFormat: 'truetype', variationAxes: { wght: WEIGHTS[weight] } } as const
      faces.push({ id: `${name}-${weight}`, data: await subsetFont(whole, characters, options) })
    }
  }
  return {
    faces,
    faceOf(character, weight) {
      const shown = names.get(character) ? character : names.get(MISSING) ? MISSING : '?'
      return { id: `${names.get(shown)}-${weight}`, character: shown }
    },
  }
}

let read: readonly Slice[] | undefined
function readSlices(): readonly Slice[] {
  const table = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8')) as Readonly<Record<string, string>>
  // Latin first: other slices have some of its letters too, and a word must not be set in two fonts.
  const latinFirst = Object.entries(table).toSorted(([a], [b]) => Number(b === 'latin') - Number(a === 'latin'))
  return (read ??= latinFirst.map(([name, ranges]) => ({
    name: name.replaceAll(/[[\]]/g, ''),
    ranges: ranges.split(',').map((range) => {
      const [first = '', last = first] = range.replace('U+', '').split('-')
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const
    }),
  })))
}
