import { CAUSES, type CauseId } from '@fiftyfive/diagnosis'
import type { Messages } from '@fiftyfive/messages/console'
import { causeName } from '../words.ts'

/** What people may say the cause was: what is thought likely first, then every other by its name. */
export function causeChoices(messages: Messages, likely: readonly string[]) {
  const all = Object.keys(CAUSES) as CauseId[]
  const choice = (cause: CauseId) => ({ value: cause, label: causeName(messages, cause) })
  const first = [...new Set(likely)].filter((cause): cause is CauseId => Object.hasOwn(CAUSES, cause))
  const others = all.filter((cause) => !first.includes(cause)).map(choice)
  const words = messages.pages.learning
  return [
    { group: words.likely, items: first.map(choice) },
    { group: words.others, items: others.toSorted((a, b) => a.label.localeCompare(b.label)) },
  ]
}
