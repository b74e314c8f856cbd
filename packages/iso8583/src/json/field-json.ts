import { isMembers, type Members } from '../layouts/layout.ts'
import { isOneOf, type Issues } from './issues.ts'
import { checkLayout } from './layout-json.ts'

const CONTENTS = ['n', 'a', 'an', 'ans', 'z', 'b', 'x+n']
const TEXT_ENCODINGS = ['ascii', 'ebcdic', 'ebcdic037', 'gbk', 'bcd']
const BYTE_ENCODINGS = ['binary', 'hex', 'hex-ebcdic']
const INDICATORS = ['ascii', 'ebcdic', 'bcd', 'binary']
export const SENSITIVITIES = ['pan', 'track', 'withheld']
const MEMBERS = ['name', 'content', 'encoding', 'length', 'align', 'fill', 'sensitive', 'optional', 'layout']

/** Checks one `FieldSpec`, which may have more members where it stands. */
export function checkField(path: string, field: unknown, issues: Issues, more: readonly string[] = []): void {
  if (!isMembers(field)) {
    issues.add(path, 'an object with "content", "encoding" and "length"')
    return
  }
  const { content, encoding, length, align, sensitive, layout } = field
  issues.addUnknown(path, field, [...MEMBERS, ...more])
  if (!isOneOf(content, CONTENTS)) issues.addChoice(`${path}.content`, CONTENTS)
  const encodings = content === 'b' ? BYTE_ENCODINGS : TEXT_ENCODINGS
  if (!isOneOf(encoding, encodings)) issues.addChoice(`${path}.encoding`, encodings)
  if (encoding === 'bcd' && !isOneOf(content, ['n', 'z', 'x+n'])) {
    issues.add(`${path}.encoding`, 'ascii, ebcdic or gbk: only n, z and x+n can be packed')
  }
  if (isMembers(length)) checkVariable(`${path}.length`, length, issues)
  else if (!isCount(length, 1, 9999)) issues.add(`${path}.length`, 'a whole number from 1 to 9999, or an object')
  if (align !== undefined && !isOneOf(align, ['left', 'right'])) issues.addChoice(`${path}.align`, ['left', 'right'])
  if (sensitive !== undefined && !isOneOf(sensitive, SENSITIVITIES))
    issues.addChoice(`${path}.sensitive`, SENSITIVITIES)
  checkFill(path, field, issues)
  if (layout !== undefined) checkLayout(`${path}.layout`, layout, content === 'b', issues)
}

export const isCount = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most

function checkVariable(path: string, length: Members, issues: Issues): void {
  const { digits, indicator, max, counts } = length
  issues.addUnknown(path, length, ['digits', 'indicator', 'max', 'counts'])
  if (!isCount(digits, 1, 4)) issues.addChoice(`${path}.digits`, [1, 2, 3, 4])
  if (!isOneOf(indicator, INDICATORS)) issues.addChoice(`${path}.indicator`, INDICATORS)
  if (counts !== undefined && counts !== 'encoded') issues.add(`${path}.counts`, '"encoded", or nothing')
  const largest = indicator === 'binary' ? 65_535 : 10 ** Number(digits) - 1
  if (!isCount(max, 1, largest))
    issues.add(`${path}.max`, `a whole number from 1 to ${largest}, what the indicator can say`)
}

function checkFill(path: string, { fill, length }: Members, issues: Issues): void {
  if (fill === undefined) return
  const isFill = isMembers(fill) && typeof fill['character'] === 'string' && fill['character'].length === 1
  if (!isFill || !isOneOf(fill['side'], ['left', 'right'])) {
    issues.add(`${path}.fill`, 'an object with one "character" and "side" left or right')
  } else if (typeof length !== 'number') issues.add(`${path}.fill`, 'nothing: only fields of fixed length are filled')
}
