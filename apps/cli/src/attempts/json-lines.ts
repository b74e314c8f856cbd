import type { Attempt, ImportFault } from '@fiftyfive/diagnosis'
import { parseAttempt } from './attempt-line.ts'
import type { Batch } from './reading.ts'
import { textOf } from './source.ts'

/** Attempts as the product writes them, one JSON object a line, oldest first. */
export async function* readJsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Batch> {
  let number = 0
  for await (const text of textOf(chunks)) {
    const attempts: Attempt[] = []
    const faults: ImportFault[] = []
    const lines = text.split('\n')
    if (lines.at(-1) === '') lines.pop()
    for (const line of lines) {
      number++
      if (line.trim() === '') continue
      const attempt = parseAttempt(number === 1 ? line.replace(/^\uFEFF/, '') : line)
      if (typeof attempt === 'string') faults.push({ line: number, reason: attempt })
      else attempts.push(attempt)
    }
    yield { attempts, faults }
  }
}
