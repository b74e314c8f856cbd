import { responseCode, type CodeTable } from './codes/index.ts'
import type { Dialect } from './dialect.ts'
import { TAG_NAMES } from './dialects/tag-names.ts'
import { maskField, type Masked } from './mask.ts'
import { FIELD_NAMES } from './names.ts'
import { membersOf, type MembersSpec } from './members.ts'
import type { Name } from './specification.ts'

/** One line of a message made readable: masked already, fit for a screen or a log. */
export interface DescribedField {
  /** `MTI`, `2`, `60.batch`, `55.9F26`. */
  readonly path: string
  readonly name: Name
  readonly value: string
  /** 0 for data elements, 1 for their parts. */
  readonly depth: number
}

export type Language = keyof Name

const MTI_NAME: Name = { en: 'Message type', 'zh-CN': '报文类型' }

/** The message line by line, with the meaning of the response code in the given language beside it. */
export function describe<Message extends { readonly mti: string }>(
  dialect: Dialect<Message>,
  message: Message,
  language: Language,
): readonly DescribedField[] {
  const lines: DescribedField[] = [{ path: 'MTI', name: MTI_NAME, value: message.mti, depth: 0 }]
  for (const [number, value] of Object.entries(message)) {
    if (number === 'mti' || value === undefined) continue
    const field = dialect.spec.fields[Number(number)]
    const name = field?.name ?? FIELD_NAMES[Number(number)] ?? unnamed(number)
    const masked = field ? maskField(field, value) : '[unknown field]'
    const line = { path: number, name, depth: 0 }
    if (typeof masked !== 'string') {
      lines.push({ ...line, value: '' }, ...describeParts(masked, number, 1, membersOf(field)))
    } else if (number === '39') {
      lines.push({ ...line, value: explained(dialect.spec.codes, masked, language) })
    } else lines.push({ ...line, value: masked })
  }
  return lines
}

const unnamed = (path: string): Name => ({ en: path, 'zh-CN': path })

function explained(table: CodeTable | undefined, code: string, language: Language): string {
  const meaning = table && responseCode(table, code)?.meaning[language]
  return meaning === undefined ? code : `${code} ${meaning}`
}

function describeParts(
  masked: { readonly [key: string]: Masked },
  path: string,
  depth: number,
  specs: MembersSpec,
): readonly DescribedField[] {
  const lines: DescribedField[] = []
  for (const [key, value] of Object.entries(masked)) {
    const member = specs(key)
    const name = member?.name ?? TAG_NAMES[member?.tag ?? ''] ?? unnamed(key)
    const isText = typeof value === 'string'
    lines.push({ path: `${path}.${key}`, name, value: isText ? value : '', depth })
    if (!isText) lines.push(...describeParts(value, `${path}.${key}`, depth + 1, membersOf(member)))
  }
  return lines
}
