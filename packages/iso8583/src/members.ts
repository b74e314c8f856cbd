import { TAG_NAMES } from './dialects/tag-names.ts'
import type { LayoutSpec, Name, Sensitivity } from './specification.ts'

/** What the specification says of one member of a field's value. */
export interface MemberSpec {
  readonly name?: Name
  readonly sensitive?: Sensitivity
}

/** Templates may hold a card number inside; issuer scripts (71, 72) hold commands for the card and are shown. */
const isOpaque = (tag: string): boolean =>
  (Number.parseInt(tag.slice(0, 2), 16) & 0x20) !== 0 && tag !== '71' && tag !== '72'

/** Looks a member up at any depth and in all variants of a layout; names are unique within one field. */
export function memberOf(layout: LayoutSpec, key: string): MemberSpec | undefined {
  switch (layout.kind) {
    case 'ber-tlv': {
      const sensitive = layout.sensitiveTags[key] ?? (isOpaque(key) ? 'withheld' : undefined)
      const name = TAG_NAMES[key]
      return { ...(name && { name }), ...(sensitive && { sensitive }) }
    }
    case 'tlv-list':
      if (key === 'status') return layout.status && { name: layout.status }
      return memberOf({ kind: 'ber-tlv', sensitiveTags: layout.sensitiveTags }, key)
    case 'sequence':
      return layout.fields[key]
    case 'bitmapped':
      return layout.fields[Number(key)]
    case 'variants':
      if (key === layout.otherwise && layout.sensitive) return { sensitive: layout.sensitive }
      return layout.variants.map((variant) => memberOf(variant.layout, key)).find((member) => member !== undefined)
    case 'positional':
      return layout.parts[key] ?? layout.rest?.parts[key]
    default:
      return layout.parts[key]
  }
}
