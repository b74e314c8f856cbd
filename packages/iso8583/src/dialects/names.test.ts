import { describe, expect, it } from 'vitest'
import { FIELD_NAMES } from '../names.ts'
import type { DialectSpec, FieldSpec, LayoutSpec, Name } from '../specification.ts'
import { DIALECTS } from './index.ts'
import { TAG_NAMES } from './tag-names.ts'

interface Named {
  readonly path: string
  readonly name: Name | undefined
}

/** Every part that a layout can give, by path. */
function partsOf(layout: LayoutSpec, path: string): readonly Named[] {
  const parts = (members: object): readonly Named[] =>
    Object.entries(members).flatMap(([key, part]) => [
      { path: `${path}.${key}`, name: (part as FieldSpec).name },
      ...((part as FieldSpec).layout ? partsOf((part as FieldSpec).layout as LayoutSpec, `${path}.${key}`) : []),
    ])
  switch (layout.kind) {
    case 'ber-tlv':
      return []
    case 'tlv-list':
      return [{ path: `${path}.status`, name: layout.status }]
    case 'records':
      return parts({ ...layout.head, ...layout.fields })
    case 'sequence':
    case 'bitmapped':
    case 'tagged-fields':
      return parts(layout.fields)
    case 'variants':
      return layout.variants.flatMap(({ under, name, layout: inner }) => [
        ...(under === undefined ? [] : [{ path: `${path}.${under}`, name }]),
        ...partsOf(inner, path),
      ])
    case 'positional':
      return [...parts(layout.parts), ...(layout.rest ? partsOf(layout.rest, path) : [])]
    case 'delimited':
      return [
        ...parts(layout.parts),
        ...(layout.under === undefined ? [] : [{ path: `${path}.${layout.under}`, name: layout.name }]),
      ]
    default:
      return parts(layout.parts)
  }
}

const isChinese = (text: string): boolean => /[\u4E00-\u9FFF]|^PIN|^MAC/.test(text)
const isEnglish = (text: string): boolean => /^[ -~]+$/.test(text)

describe.each(Object.entries(DIALECTS))('%s', (_, { spec }: { spec: DialectSpec }) => {
  const named = Object.entries(spec.fields).flatMap(([number, field]) => [
    { path: number, name: field.name ?? FIELD_NAMES[Number(number)] },
    ...(field.layout ? partsOf(field.layout, number) : []),
  ])
  it('names every element and every part in both languages', () => {
    const wrong = named.filter(({ name }) => !name || !isEnglish(name.en) || !isChinese(name['zh-CN']))
    expect(wrong.map(({ path }) => path)).toEqual([])
  })
})

it('names chip tags in both languages', () => {
  for (const { en, 'zh-CN': chinese } of Object.values(TAG_NAMES)) {
    expect(isEnglish(en)).toBe(true)
    expect(isChinese(chinese)).toBe(true)
  }
})
