import { isMembers, type Members } from '../layouts/layout.ts'
import { checkField, isCount, SENSITIVITIES } from './field-json.ts'
import { isOneOf, type Issues } from './issues.ts'

const TEXT_KINDS = ['positional', 'repeated', 'tagged', 'delimited', 'variants']
const BYTE_KINDS = ['ber-tlv', 'tlv-list', 'sequence', 'bitmapped', 'variants']
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
      if (!isCount(layout['countDigits'], 1, 4)) issues.add(`${path}.countDigits`, 'a whole number from 1 to 4')
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
    case 'sequence':
    case 'bitmapped':
      return checkFields(path, layout, issues)
    default:
      return checkVariants(path, layout, isBinary, issues)
  }
}

function checkText(path: string, layout: Members, names: readonly string[], issues: Issues): void {
  for (const name of names) if (typeof layout[name] !== 'string') issues.add(`${path}.${name}`, 'text')
}

function checkPositional(path: string, layout: Members, issues: Issues): void {
  checkParts(path, layout['parts'], issues, 'length')
  const { rest } = layout
  if (rest !== undefined) checkLayout(`${path}.rest`, rest, false, issues)
}

function checkParts(path: string, parts: unknown, issues: Issues, required?: 'tag' | 'length'): void {
  if (!isMembers(parts) || Object.keys(parts).length === 0) {
    issues.add(`${path}.parts`, 'an object from name to part')
    return
  }
  let optional = false
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
    if ((required === 'length' || length !== undefined) && !isCount(length, 1, 9999)) {
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

function checkFields(path: string, layout: Members, issues: Issues): void {
  const { fields, bitmapBytes } = layout
  if (layout['kind'] === 'bitmapped' && !isCount(bitmapBytes, 1, 16)) {
    issues.add(`${path}.bitmapBytes`, 'a whole number from 1 to 16')
  }
  if (!isMembers(fields)) issues.add(`${path}.fields`, 'an object from name to field')
  else for (const [name, field] of Object.entries(fields)) checkField(`${path}.fields.${name}`, field, issues)
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
    else checkLayout(`${place}.layout`, variant['layout'], isBinary, issues)
  }
}
