import { isMembers, type Members } from '../layouts/layout.ts'
import { checkField, isCount, SENSITIVITIES } from './field-json.ts'
import { isOneOf, type Issues } from './issues.ts'

const TEXT_KINDS = ['positional', 'repeated', 'tagged', 'delimited', 'variants']
const BYTE_KINDS = ['ber-tlv', 'tlv-list', 'tagged-fields', 'records', 'sequence', 'bitmapped', 'variants']
const REST_KINDS = ['tagged', 'delimited']
const PART_MEMBERS = ['name', 'length', 'optional', 'as', 'sensitive', 'tag']

/** Checks one `LayoutSpec` of a field whose content is bytes or text. */
export function checkLayout(path: string, layout: unknown, isBinary: boolean, issues: Issues): void {
  const kinds = isBinary ? BYTE_KINDS : TEXT_KINDS
  if (!isMembers(layout) || !isOneOf(layout['kind'], kinds)) {
    issues.add(`${path}.kind`, `one of ${kinds.join(', ')} for ${isBinary ? 'bytes' : 'text'}`)
    return
  }
  switch (layout['kind']) {
    case 'positional':
      return checkPositional(path, layout, issues)
    case 'repeated':
      if (!isCount(layout['countDigits'], 0, 4)) issues.add(`${path}.countDigits`, 'a whole number from 0 to 4')
      return checkParts(path, layout['parts'], issues, 'length')
    case 'tagged':
      if (!isCount(layout['tagLength'], 1, 10)) issues.add(`${path}.tagLength`, 'a whole number from 1 to 10')
      if (!isCount(layout['lengthDigits'], 1, 4)) issues.add(`${path}.lengthDigits`, 'a whole number from 1 to 4')
      checkText(path, layout, ['prefix'], issues)
      return checkParts(path, layout['parts'], issues, 'tag')
    case 'delimited':
      checkText(path, layout, ['prefix', 'separator'], issues)
      return checkParts(path, layout['parts'], issues)
    case 'ber-tlv':
    case 'tlv-list':
      return checkTags(path, layout['sensitiveTags'], issues)
    case 'tagged-fields':
      return checkTaggedFields(path, layout, issues)
    case 'records':
      checkFields(`${path}.head`, layout['head'], issues)
      return checkFields(`${path}.fields`, layout['fields'], issues)
    case 'bitmapped':
      if (!isCount(layout['bitmapBytes'], 1, 16)) issues.add(`${path}.bitmapBytes`, 'a whole number from 1 to 16')
      return checkFields(`${path}.fields`, layout['fields'], issues, 8 * Number(layout['bitmapBytes']))
    case 'sequence':
      return checkFields(`${path}.fields`, layout['fields'], issues)
    default:
      return checkVariants(path, layout, isBinary, issues)
  }
}

function checkText(path: string, layout: Members, names: readonly string[], issues: Issues): void {
  for (const name of names) if (typeof layout[name] !== 'string') issues.add(`${path}.${name}`, 'text')
}

function checkPositional(path: string, layout: Members, issues: Issues): void {
  const { rest } = layout
  checkParts(path, layout['parts'], issues, 'length', rest === undefined)
  if (rest === undefined) return
  if (isMembers(rest) && isOneOf(rest['kind'], REST_KINDS)) checkLayout(`${path}.rest`, rest, false, issues)
  else issues.addChoice(`${path}.rest.kind`, REST_KINDS)
}

function checkParts(path: string, parts: unknown, issues: Issues, required?: 'tag' | 'length', canRest = false): void {
  if (!isMembers(parts) || Object.keys(parts).length === 0) {
    issues.add(`${path}.parts`, 'an object from name to part')
    return
  }
  let optional = false
  const last = Object.keys(parts).at(-1)
  for (const [name, part] of Object.entries(parts)) {
    const place = `${path}.parts.${name}`
    // JavaScript lists such keys first and would read the parts in another order than the file has them.
    if (/^\d+$/.test(name)) issues.add(place, 'a name that is not a number')
    if (!isMembers(part)) {
      issues.add(place, 'an object')
      continue
    }
    issues.addUnknown(place, part, PART_MEMBERS)
    const { length, tag, as, sensitive } = part
    if (required === 'tag' && typeof tag !== 'string') issues.add(`${place}.tag`, 'text')
    // The last part may take what is left; a record has no such part, because another follows it.
    const mayLack = required !== 'length' || (canRest && name === last)
    if (!(length === undefined && mayLack) && !isCount(length, 1, 9999)) {
      issues.add(`${place}.length`, 'a whole number from 1 to 9999')
    }
    if (as !== undefined && !isOneOf(as, ['number', 'boolean'])) issues.addChoice(`${place}.as`, ['number', 'boolean'])
    if (sensitive !== undefined && !isOneOf(sensitive, SENSITIVITIES))
      issues.addChoice(`${place}.sensitive`, SENSITIVITIES)
    if (required === 'length' && optional && part['optional'] !== true) {
      issues.add(`${place}.optional`, 'true: it follows a part that may be absent')
    }
    optional ||= part['optional'] === true
  }
}

function checkTags(path: string, tags: unknown, issues: Issues): void {
  if (!isMembers(tags)) {
    issues.add(`${path}.sensitiveTags`, 'an object from tag to sensitivity; empty when there is none')
    return
  }
  for (const [tag, sensitive] of Object.entries(tags)) {
    if (!isOneOf(sensitive, SENSITIVITIES)) issues.addChoice(`${path}.sensitiveTags.${tag}`, SENSITIVITIES)
  }
}

/** Fields by name; in a bitmapped layout by bit number up to `bitsMax`. */
function checkFields(path: string, fields: unknown, issues: Issues, bitsMax?: number, more?: readonly string[]): void {
  if (!isMembers(fields) || Object.keys(fields).length === 0) {
    issues.add(path, 'an object from name to field')
    return
  }
  // JavaScript lists numbers first and in order, so among names they would change their place.
  const isMixed = Object.keys(fields).some((name) => !/^\d+$/.test(name))
  for (const [name, field] of Object.entries(fields)) {
    const place = `${path}.${name}`
    const isNumber = /^\d+$/.test(name)
    if (bitsMax === undefined && isNumber && isMixed) issues.add(place, 'a name that is not a number, as the others')
    if (bitsMax !== undefined && (!isNumber || !isCount(Number(name), 1, bitsMax))) {
      issues.add(place, `a bit number from 1 to ${bitsMax}`)
    }
    checkField(place, field, issues, more)
  }
}

function checkTaggedFields(path: string, layout: Members, issues: Issues): void {
  checkField(`${path}.tag`, layout['tag'], issues)
  const { fields, other } = layout
  const onlyOther = other !== undefined && isMembers(fields) && Object.keys(fields).length === 0
  if (!onlyOther) checkFields(`${path}.fields`, fields, issues, undefined, ['tag'])
  if (other !== undefined) checkField(`${path}.other`, other, issues)
  for (const [name, field] of Object.entries(isMembers(fields) ? fields : {})) {
    if (isMembers(field) && typeof field['tag'] !== 'string') issues.add(`${path}.fields.${name}.tag`, 'text')
  }
}

function checkVariants(path: string, layout: Members, isBinary: boolean, issues: Issues): void {
  checkText(path, layout, ['otherwise'], issues)
  const { variants } = layout
  if (!Array.isArray(variants)) {
    issues.add(`${path}.variants`, 'a list of objects with "when" and "layout"')
    return
  }
  for (const [i, variant] of (variants as readonly unknown[]).entries()) {
    const place = `${path}.variants.${i}`
    if (!isMembers(variant) || !isMembers(variant['when'])) issues.add(`${place}.when`, 'an object; empty when always')
    else {
      checkCondition(`${place}.when`, variant['when'], issues)
      checkLayout(`${place}.layout`, variant['layout'], isBinary, issues)
    }
  }
}

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string')

function checkCondition(path: string, when: Members, issues: Issues): void {
  const { mti, elements, lengths } = when
  issues.addUnknown(path, when, ['mti', 'elements', 'lengths'])
  if (mti !== undefined && !isTexts(mti)) issues.add(`${path}.mti`, 'a list of message types')
  if (lengths !== undefined && !(Array.isArray(lengths) && lengths.every((one) => isCount(one, 0, 9999)))) {
    issues.add(`${path}.lengths`, 'a list of whole numbers')
  }
  if (elements === undefined) return
  if (!isMembers(elements))
    issues.add(`${path}.elements`, 'an object from element, as 25 or 60.type, to a list of values')
  else
    for (const [name, values] of Object.entries(elements)) {
      if (!/^\d+(\.\w+)?$/.test(name) || !isTexts(values)) {
        issues.add(`${path}.elements.${name}`, 'an element, as 25 or 60.type, with a list of values')
      }
    }
}
