import type { Clock } from '@fiftyfive/kernel'
import type { Storage } from '../ports.ts'
import { makeTicket, type Ticket, type TicketFacts } from './ticket.ts'

const NAME = 'tickets'
/** The oldest is dropped beyond this: a terminal's memory is small. */
const TICKETS_MAX = 50

/** Tickets kept in this terminal until support has them. */
export interface TicketBook {
  /** Newest first. */
  readonly tickets: readonly Ticket[]
  /** Resolves once the ticket is durable; rejects when it cannot be saved. */
  open(facts: TicketFacts): Promise<Ticket>
}

export async function openTicketBook(storage: Storage, clock: Clock): Promise<TicketBook> {
  let tickets = parse(await storage.load(NAME))
  return {
    get tickets() {
      return tickets
    },
    async open(facts) {
      const number = 1 + Number(tickets[0]?.id.split('-').at(-1) ?? 0)
      const ticket = makeTicket(facts, number, clock.now())
      const following = [ticket, ...tickets].slice(0, TICKETS_MAX)
      await storage.save(NAME, JSON.stringify(following))
      tickets = following
      return ticket
    },
  }
}

/** What cannot be read is dropped: a damaged report must not keep a terminal from selling. */
function parse(text: string | undefined): readonly Ticket[] {
  try {
    const stored: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(stored) ? stored.filter(isTicket) : []
  } catch {
    return []
  }
}

const isTicket = (value: unknown): value is Ticket =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  /-\d+$/.test(value.id) &&
  'at' in value &&
  typeof value.at === 'number'
