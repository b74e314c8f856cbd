import type { Permission } from '@fiftyfive/contract'
import type { Messages } from '@fiftyfive/messages/console'
import {
  auditHash,
  effectsHash,
  incidentsHash,
  keysHash,
  liveHash,
  peopleHash,
  placesHash,
  shopsHash,
} from '../route.ts'

export interface NavigationEntry {
  readonly title: string
  readonly href: string
  readonly needs: Permission
  /** Names of the pages that stand below it. */
  readonly pages: readonly string[]
}

/** The pages that somebody with these rights may go to, in the order of the day's work. */
export function navigationFor(
  { console: words, accounts, pages }: Messages,
  may: (permission: Permission) => boolean,
): NavigationEntry[] {
  const entry = (title: string, href: string, needs: Permission, ...below: string[]): NavigationEntry => ({
    title,
    href,
    needs,
    pages: below,
  })
  return [
    entry(words.live.title, liveHash(), 'attempts.read', 'live', 'attempt'),
    entry(words.incidents.title, incidentsHash(), 'incidents.read', 'incidents', 'incident'),
    entry(pages.kinds.terminal.title, placesHash('terminal'), 'attempts.read', 'terminal'),
    entry(pages.kinds.merchant.title, placesHash('merchant'), 'attempts.read', 'merchant'),
    entry(pages.kinds.issuer.title, placesHash('issuer'), 'attempts.read', 'issuer'),
    entry(pages.keys.title, keysHash(), 'keys.read', 'keys'),
    entry(pages.effects.title, effectsHash(), 'attempts.read', 'effects'),
    entry(pages.shops.title, shopsHash(), 'own-shops.read', 'shops', 'shop'),
    entry(accounts.menu.people, peopleHash(), 'accounts.manage', 'people'),
    entry(accounts.menu.audit, auditHash(), 'audit.read', 'audit'),
  ].filter(({ needs }) => may(needs))
}
