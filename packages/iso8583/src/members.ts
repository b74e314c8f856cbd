import type { LayoutSpec, Name, Parts, Sensitivity, VariantsLayout } from './specification.ts'

/** What the specification says of one member of a field's value, and of the members inside it. */
export interface MemberSpec {
  readonly name?: Name
  /** A BER-TLV tag, whose name `TAG_NAMES` has: a page that shows none need not carry them. */
  readonly tag?: string
  readonly sensitive?: Sensitivity
  readonly layout?: LayoutSpec
  readonly members?: MembersSpec
}
/** The member of a name; undefined when there is none, and then nobody knows whether it may be shown. */
export type MembersSpec = (key: string) => MemberSpec | undefined

const NONE: MembersSpec = () => undefined
const TEXT: MemberSpec = { name: { en: 'Text', 'zh-CN': '文本' } }
const OTHER: Name = { en: 'Other tags', 'zh-CN': '其它标签' }

/** Templates may hold a card number inside; issuer scripts (71, 72) hold commands for the card and are shown. */
const isOpaque = (tag: string): boolean =>
  (Number.parseInt(tag.slice(0, 2), 16) & 0x20) !== 0 && tag !== '71' && tag !== '72'

/** What stands inside a field or a member. */
export function membersOf(member: MemberSpec | undefined): MembersSpec {
  return member?.members ?? (member?.layout ? membersOfLayout(member.layout) : NONE)
}

function membersOfLayout(layout: LayoutSpec): MembersSpec {
  switch (layout.kind) {
    case 'ber-tlv':
      return (tag) => ofTag(tag, layout.sensitiveTags)
    case 'tlv-list': {
      const records = numbered((tag) => ofTag(tag, layout.sensitiveTags))
      return (key) => (key === 'status' ? { ...(layout.status && { name: layout.status }) } : records(key))
    }
    case 'sequence':
    case 'bitmapped':
      return (key) => (layout.fields as Parts<MemberSpec>)[key]
    case 'tagged-fields': {
      const { other } = layout
      return (key) =>
        layout.fields[key] ?? (other && key === 'other' ? { name: OTHER, members: () => other } : undefined)
    }
    case 'records': {
      const records = numbered((key) => layout.fields[key])
      return (key) => layout.head[key] ?? records(key)
    }
    case 'repeated':
      return numbered((key) => layout.parts[key])
    case 'positional': {
      const rest = layout.rest ? membersOfLayout(layout.rest) : NONE
      return (key) => layout.parts[key] ?? rest(key)
    }
    case 'tagged':
      return (key) =>
        layout.parts[key] ??
        (key === 'text' ? TEXT : key === 'other' ? { name: OTHER, members: () => ({}) } : undefined)
    case 'delimited': {
      const inside = (key: string): MemberSpec | undefined => layout.parts[key]
      return (key) => {
        if (key === 'text') return TEXT
        if (layout.under === undefined) return inside(key)
        return key === layout.under ? { ...(layout.name && { name: layout.name }), members: inside } : undefined
      }
    }
    default:
      return (key) => ofVariants(layout, key)
  }
}

function ofTag(tag: string, sensitiveTags: Parts<Sensitivity>): MemberSpec {
  const sensitive = sensitiveTags[tag] ?? (isOpaque(tag) ? 'withheld' : undefined)
  return { tag, ...(sensitive && { sensitive }) }
}

/** Records 1, 2, 3 and so on with the same members. */
const numbered =
  (members: MembersSpec): MembersSpec =>
  (key) =>
    /^[1-9]\d*$/.test(key) ? { name: { en: `Record ${key}`, 'zh-CN': `第${key}条` }, members } : undefined

/** Variants under one name differ in length and share their members' names. */
function ofVariants(layout: VariantsLayout, key: string): MemberSpec | undefined {
  if (key === layout.otherwise) return { ...TEXT, ...(layout.sensitive && { sensitive: layout.sensitive }) }
  const under = layout.variants.filter((variant) => variant.under === key)
  const name = under.find((variant) => variant.name)?.name
  if (under.length > 0)
    return { ...(name && { name }), members: anyOf(under.map((variant) => membersOfLayout(variant.layout))) }
  return anyOf(
    layout.variants.filter((variant) => variant.under === undefined).map((variant) => membersOfLayout(variant.layout)),
  )(key)
}

const anyOf =
  (choices: readonly MembersSpec[]): MembersSpec =>
  (key) => {
    for (const choice of choices) {
      const member = choice(key)
      if (member) return member
    }
    return undefined
  }
