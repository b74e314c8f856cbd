import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Attempt } from '@fiftyfive/diagnosis'
import type { Answers, Entrant } from '../entrant.ts'

/** One pass over a log: it hears every attempt once, in order, and answers at the end. */
export interface Pass {
  observe(attempt: Attempt): void
  end(): Answers
}

/** An entrant that runs in this process. */
export function streaming(name: string, start: () => Pass): Entrant {
  return {
    name,
    async answer(attemptsFile) {
      const pass = start()
      for await (const line of createInterface({ input: createReadStream(attemptsFile), crlfDelay: Infinity }))
        if (line !== '') pass.observe(JSON.parse(line) as Attempt)
      return pass.end()
    },
  }
}
