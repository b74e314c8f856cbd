import { maskPan, toHex } from '@fiftyfive/kernel'
import { isMembers, type Members } from './layouts/layout.ts'
import { membersOf, type MembersSpec } from './members.ts'
import { panInTrack2 } from './tracks.ts'
import type { DialectSpec, FieldSpec, Sensitivity } from './specification.ts'

/** A value as a log may show it: text, or members by name. Binary is upper-case hex. */
export type Masked = string | { readonly [key: string]: Masked }

/** A message with all card data, PIN blocks and keys masked; safe to log. */
export function maskMessage(spec: DialectSpec, message: object): { readonly [key: string]: Masked } {
  const masked: Record<string, Masked> = {}
  for (const [key, value] of Object.entries(message)) {
    if (value === undefined) continue
    const field = spec.fields[Number(key)]
    masked[key] = key === 'mti' ? String(value) : field ? maskField(field, value) : '[unknown field]'
  }
  return masked
}

export function maskField(field: FieldSpec, value: unknown): Masked {
  if (field.sensitive || !field.layout || !isMembers(value)) return maskLeaf(field.sensitive, value)
  return maskMembers(membersOf(field), value)
}

function maskMembers(specs: MembersSpec, value: Members): Masked {
  const masked: Record<string, Masked> = {}
  for (const [key, content] of Object.entries(value)) {
    if (content === undefined) continue
    const member = specs(key)
    // What nobody described may be anything.
    masked[key] = isMembers(content)
      ? maskMembers(membersOf(member), content)
      : maskLeaf(member ? member.sensitive : 'withheld', content)
  }
  return masked
}

function maskLeaf(sensitive: Sensitivity | undefined, value: unknown): Masked {
  if (value instanceof Uint8Array) {
    if (!sensitive) return toHex(value)
    // Card numbers inside chip data are packed digits with filler F.
    return sensitive === 'withheld'
      ? `[${value.length} bytes withheld]`
      : maskText(sensitive, toHex(value).replace(/F+$/, ''))
  }
  const text = typeof value === 'string' ? value : isMembers(value) ? '[object]' : String(value)
  return sensitive ? maskText(sensitive, text) : text
}

function maskText(sensitive: Sensitivity, text: string): string {
  if (sensitive === 'withheld') return `[${text.length} characters withheld]`
  if (sensitive === 'pan') return maskPan(text)
  const pan = panInTrack2(text)
  return pan === undefined ? '*'.repeat(text.length) : `${maskPan(pan)}=****`
}
