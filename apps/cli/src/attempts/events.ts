import type { FleetEvent } from '@fiftyfive/diagnosis'
import { CommandFailure, EXIT } from '../exit.ts'
import { openSource, textOf } from './source.ts'

/** What an acquirer recorded besides, oldest first, read as far as it is asked for. */
export interface EventInput {
  /** The events up to a time that have not been given yet. */
  readonly until: (at: number) => readonly FleetEvent[] | Promise<readonly FleetEvent[]>
}

const NONE: readonly FleetEvent[] = []

export async function openEvents(path: string | undefined): Promise<EventInput> {
  if (path === undefined) return { until: () => NONE }
  const events = eventsIn(path)[Symbol.asyncIterator]()
  let ahead: readonly FleetEvent[] = NONE
  let next = 0
  let done = false
  const read = async (at: number): Promise<FleetEvent[]> => {
    const found: FleetEvent[] = []
    for (;;) {
      for (; next < ahead.length && (ahead[next] as FleetEvent).at <= at; next++) found.push(ahead[next] as FleetEvent)
      if (next < ahead.length || done) return found
      const more = await events.next()
      ahead = more.done ? NONE : more.value
      next = 0
      done = more.done === true
    }
  }
  // Nearly always nothing is due and nothing to wait for.
  const nothingDue = (at: number) => (next < ahead.length ? (ahead[next] as FleetEvent).at > at : done)
  return { until: (at) => (nothingDue(at) ? NONE : read(at)) }
}

async function* eventsIn(path: string): AsyncGenerator<readonly FleetEvent[]> {
  try {
    const { chunks } = await openSource(path)
    for await (const text of textOf(chunks)) {
      const lines = text.split('\n').filter((line) => line.trim() !== '')
      yield lines.map((line) => JSON.parse(line) as FleetEvent)
    }
  } catch (failure) {
    throw new CommandFailure(`${path}: ${failure instanceof Error ? failure.message : 'not readable'}`, EXIT.usage)
  }
}
