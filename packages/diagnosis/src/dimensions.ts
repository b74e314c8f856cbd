import type { Attempt } from './attempt.ts'

/** What a scope may be made of, from the terminal outwards. Names as in docs/reference/attempts.md. */
export const DIMENSIONS = [
  'terminal',
  'merchant',
  'region',
  'access',
  'operator',
  'model',
  'version',
  'parameters',
  'kernel',
  'range',
  'issuer',
  'link',
  'node',
  'entry',
  'panLength',
  'card',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Members that every attempt has are empty in a log that lacks them. */
const unlessEmpty = (value: string): string | undefined => (value === '' ? undefined : value)

/** Value of an attempt in a dimension; undefined when the log does not have it. */
export const valueOf: { readonly [Name in Dimension]: (attempt: Attempt) => string | undefined } = {
  terminal: ({ terminal }) => unlessEmpty(terminal),
  merchant: ({ merchant }) => unlessEmpty(merchant),
  region: ({ region }) => region,
  access: ({ access }) => access,
  operator: ({ operator }) => operator,
  model: ({ model }) => model,
  version: ({ softwareVersion }) => softwareVersion,
  parameters: ({ parameterVersion }) => parameterVersion,
  kernel: ({ kernelVersion }) => kernelVersion,
  range: ({ range }) => unlessEmpty(range),
  issuer: ({ issuer }) => issuer,
  link: ({ link }) => link,
  node: ({ node }) => node,
  entry: ({ entryMode }) => entryMode,
  panLength: ({ panLength }) => (panLength === undefined ? undefined : String(panLength)),
  card: ({ card }) => unlessEmpty(card),
}

interface Part {
  readonly dimension: Dimension
  readonly value: string
}

/** Elements are few and asked for all the time. */
const PARTS_KNOWN = 4_096
const partsKnown = new Map<string, readonly Part[]>()

/** `model=m1&version=2.0.1` as its parts. */
export function partsOf(element: string): readonly Part[] {
  const known = partsKnown.get(element)
  if (known) return known
  const parts = element.split('&').map((part) => {
    const at = part.indexOf('=')
    return { dimension: part.slice(0, at) as Dimension, value: part.slice(at + 1) }
  })
  if (partsKnown.size >= PARTS_KNOWN) partsKnown.clear()
  partsKnown.set(element, parts)
  return parts
}

export const dimensionsOf = (element: string): Dimension[] => partsOf(element).map(({ dimension }) => dimension)

/** Whether an element such as `model=m1&version=2.0.1` covers an attempt. */
export function covers(element: string, attempt: Attempt): boolean {
  for (const { dimension, value } of partsOf(element)) if (valueOf[dimension]?.(attempt) !== value) return false
  return true
}
