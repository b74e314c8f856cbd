import type { Permission } from '@fiftyfive/contract'
import type { Messages } from '@fiftyfive/messages/console'
import type { PageName } from '../pages.tsx'
import {
  approvalsHash,
  auditHash,
  effectsHash,
  incidentsHash,
  keysHash,
  learningHash,
  liveHash,
  peopleHash,
  placesHash,
  reportsHash,
  shopsHash,
  webhooksHash,
} from '../route.ts'

export interface NavigationEntry {
  readonly title: string
  readonly href: string
  /** One of them will do. */
  readonly needs: readonly Permission[]
  /** Names of the pages that stand below it. */
  readonly pages: readonly PageName[]
  /** What is counted beside it. */
  readonly counts?: 'incidents' | 'approvals'
}

/** Who may be somebody's second person (ACTIONS, `approval`). */
export const APPROVING: readonly Permission[] = ['actions.take', 'keys.change']

/** The pages that somebody with these rights may go to, in the order of the day's work. */
export function navigationFor(
  { console: words, accounts, pages, operations, portal }: Messages,
  may: (permission: Permission) => boolean,
): NavigationEntry[] {
  const entries: NavigationEntry[] = [
    { title: words.live.title, href: liveHash(), needs: ['attempts.read'], pages: ['live', 'attempt'] },
    {
      title: words.incidents.title,
      href: incidentsHash(),
      needs: ['incidents.read'],
      pages: ['incidents', 'incident'],
      counts: 'incidents',
    },
    {
      title: operations.approvals.title,
      href: approvalsHash(),
      needs: APPROVING,
      pages: ['approvals'],
      counts: 'approvals',
    },
    { title: pages.kinds.terminal.title, href: placesHash('terminal'), needs: ['attempts.read'], pages: ['terminal'] },
    { title: pages.kinds.merchant.title, href: placesHash('merchant'), needs: ['attempts.read'], pages: ['merchant'] },
    { title: pages.kinds.issuer.title, href: placesHash('issuer'), needs: ['attempts.read'], pages: ['issuer'] },
    { title: pages.keys.title, href: keysHash(), needs: ['keys.read'], pages: ['keys'] },
    { title: pages.learning.title, href: learningHash(), needs: ['incidents.read'], pages: ['learning'] },
    { title: pages.effects.title, href: effectsHash(), needs: ['attempts.read'], pages: ['effects'] },
    {
      title: pages.shops.title,
      href: shopsHash(),
      needs: ['own-shops.read'],
      pages: ['shops', 'shop', 'statement'],
    },
    { title: portal.reports.title, href: reportsHash(), needs: ['reports.read'], pages: ['reports'] },
    { title: accounts.menu.people, href: peopleHash(), needs: ['accounts.manage'], pages: ['people'] },
    { title: operations.webhooks.title, href: webhooksHash(), needs: ['webhooks.manage'], pages: ['webhooks'] },
    { title: accounts.menu.audit, href: auditHash(), needs: ['audit.read'], pages: ['audit'] },
  ]
  return entries.filter(({ needs }) => needs.some(may))
}
