import { unreachable } from '@fiftyfive/kernel'
import type { Scope } from '../error.ts'
import type { LayoutSpec } from '../specification.ts'
import { berTlv } from './ber-tlv.ts'
import { bitmapped } from './bitmapped.ts'
import { delimited, positional, tagged } from './text.ts'
import { records } from './records.ts'
import { repeated } from './repeated.ts'
import { sequence } from './sequence.ts'
import { taggedFields } from './tagged-fields.ts'
import { tlvList } from './tlv-list.ts'
import { variants } from './variants.ts'

/** What a field holds on the wire once its encoding is taken off. */
export type FieldContent = string | Uint8Array

/** Turns the content of a field into a typed value and back. Undefined means that the scope has an error. */
export interface Layout {
  /** `offset` is where the content begins in the message, for errors. */
  decode(content: FieldContent, scope: Scope, offset: number): unknown
  encode(value: unknown, scope: Scope): FieldContent | undefined
}

export function compileLayout(spec: LayoutSpec, path: string): Layout {
  switch (spec.kind) {
    case 'positional':
      return positional(spec, path)
    case 'tagged':
      return tagged(spec, path)
    case 'delimited':
      return delimited(spec, path)
    case 'ber-tlv':
      return berTlv(path)
    case 'tlv-list':
      return tlvList(path)
    case 'tagged-fields':
      return taggedFields(spec, path)
    case 'records':
      return records(spec, path)
    case 'repeated':
      return repeated(spec, path)
    case 'sequence':
      return sequence(spec, path)
    case 'bitmapped':
      return bitmapped(spec, path)
    case 'variants':
      return variants(spec, path)
    default:
      return unreachable(spec)
  }
}

export type Members = Readonly<Record<string, unknown>>
export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
