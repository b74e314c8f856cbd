import type { Permission } from '@fiftyfive/contract'
import { fill, type Messages } from '@fiftyfive/messages/console'
import { attemptHash, liveHash, placeHash } from '../route.ts'
import { navigationFor } from '../shell/navigation-entries.ts'

export interface PaletteEntry {
  readonly title: string
  readonly href: string
}

const SHOWN_MAX = 12

/** Where what was typed may lead: pages by their name, a terminal or attempt by its number, a search for the rest. */
export function paletteEntries(
  typed: string,
  messages: Messages,
  may: (permission: Permission) => boolean,
): readonly PaletteEntry[] {
  const wanted = typed.trim()
  const words = messages.pages.palette
  const pages = navigationFor(messages, may).filter(({ title }) => title.toLowerCase().includes(wanted.toLowerCase()))
  const entries: PaletteEntry[] = pages.map(({ title, href }) => ({ title, href }))
  if (wanted !== '' && may('attempts.read')) {
    const value = wanted.toUpperCase()
    if (/^[A-Z0-9]{8}$/.test(value))
      entries.push({ title: fill(words.terminal, { value }), href: placeHash('terminal', value) })
    if (/^[A-Z0-9]{8}-\d{6}-\d{6}$/.test(value))
      entries.push({ title: fill(words.attempt, { value }), href: attemptHash(value) })
    if (/^[A-Z0-9]{15}$/.test(value))
      entries.push({
        title: fill(messages.pages.kinds.merchant.one, { name: value }),
        href: placeHash('merchant', value),
      })
    entries.push({ title: fill(words.search, { value: wanted }), href: liveHash({ q: wanted.slice(0, 40) }) })
  }
  return entries.slice(0, SHOWN_MAX)
}
