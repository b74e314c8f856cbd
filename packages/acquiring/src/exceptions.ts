import type { Money } from '@fiftyfive/kernel'
import type { OpenException } from './batch.ts'
import type { JournalEntry } from './journal.ts'
import type { AcquirerPorts } from './ports.ts'

interface Raised extends Pick<OpenException, 'kind' | 'subject' | 'terminalId' | 'detail'> {
  /** Where one subject may have several of a kind, or several kinds share one. */
  readonly id?: string
  readonly amount?: Money
}
type ExceptionOpened = Extract<JournalEntry, { type: 'exception-opened' }>

/** An entry that brings something to people's notice, to be committed with what it is about. */
export function raised(ports: AcquirerPorts, { id, amount, ...rest }: Raised): ExceptionOpened {
  const exception: OpenException = {
    id: id ?? `${rest.kind}/${rest.subject}`,
    ...rest,
    ...(amount ? { amount_minor: amount.minor } : {}),
    at: ports.clock.now(),
  }
  return { type: 'exception-opened', exception }
}

/** The same by itself, and only once for each subject: a flood of repetitions must not become a flood of writes. */
export async function raiseOnce(ports: AcquirerPorts, about: Raised): Promise<void> {
  const entry = raised(ports, about)
  if (await ports.store.exception(entry.exception.id)) return
  await ports.store.commit(ports.clock.now(), [entry])
}
