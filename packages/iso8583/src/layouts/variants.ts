import { kindOf, type Scope } from '../error.ts'
import type { Condition, LayoutSpec, VariantsLayout } from '../specification.ts'
import { compileLayout, type FieldContent, isMembers, type Layout } from './layout.ts'

/** A layout that depends on the message around it. */
export function variants(spec: VariantsLayout, path: string): Layout {
  const choices = spec.variants.map(({ when, under, layout }) => ({ when, under, layout: compileLayout(layout, path) }))
  return {
    decode(content, scope, offset) {
      const choice = choices.find(({ when }) => holds(when, scope, content.length))
      if (!choice) return { [spec.otherwise]: content }
      const value = choice.layout.decode(content, scope, offset)
      return choice.under === undefined || value === undefined ? value : { [choice.under]: value }
    },
    encode(value, scope) {
      if (!isMembers(value)) return scope.fail(path, 0, 'type', 'an object', kindOf(value))
      const raw = value[spec.otherwise]
      if (typeof raw === 'string' || raw instanceof Uint8Array) return raw
      return firstFitting(choices, value, scope, path)
    },
  }
}

type Choice = { readonly when: Condition; readonly under: string | undefined; readonly layout: Layout }

/** Variants of different length share their other conditions, so the one that encodes to its own length is meant. */
function firstFitting(
  choices: readonly Choice[],
  value: Readonly<Record<string, unknown>>,
  scope: Scope,
  path: string,
): FieldContent | undefined {
  let failure = scope.error
  for (const { when, under, layout } of choices) {
    if (!holds(when, scope, undefined)) continue
    const content = layout.encode(under === undefined ? value : value[under], scope)
    if (content !== undefined && (when.lengths === undefined || when.lengths.includes(content.length))) return content
    failure ??= scope.error
    scope.error = undefined
  }
  scope.error = failure
  return scope.fail(path, 0, 'structure', 'a value that a variant of this field describes', 'another')
}

function holds(when: Condition, scope: Scope, length: number | undefined): boolean {
  if (when.mti && !when.mti.includes(scope.mti)) return false
  if (when.lengths && length !== undefined && !when.lengths.includes(length)) return false
  for (const path in when.elements) {
    if (!when.elements[path]?.includes(String(memberAt(scope.message, path)))) return false
  }
  return true
}

/** The value of an element, `25`, or of one of its parts, `60.networkCode`. */
function memberAt(message: Readonly<Record<number, unknown>>, path: string): unknown {
  const [number, part] = path.split('.')
  const value = message[Number(number)]
  if (part === undefined) return value
  return isMembers(value) ? value[part] : undefined
}

/** Numbers of the elements that a layout asks for. */
export function elementsAsked(layout: LayoutSpec): readonly number[] {
  if (layout.kind !== 'variants') return []
  const paths = layout.variants.flatMap(({ when }) => Object.keys(when.elements ?? {}))
  return [...new Set(paths.map((path) => Number(path.split('.')[0])))]
}
