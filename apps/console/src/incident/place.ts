import { partsOf } from '@fiftyfive/diagnosis'
import type { Incident } from '@fiftyfive/contract'
import { fill, type Messages } from '@fiftyfive/messages/console'
import type { Formats } from '../format.ts'
import { causeName, lookUp, rankedName } from '../words.ts'

/** The elements of a scope as people say them: `software 2.0.1, 19-digit cards`. */
export const placeOf = (messages: Messages, formats: Formats, scope: readonly string[]): string =>
  formats.either(
    scope.map((element) =>
      formats.list(
        partsOf(element).map(({ dimension, value }) => {
          const { dimensions } = messages.console.incidents
          const said = dimension === 'entry' ? (lookUp(messages.console.entryModes, value) ?? value) : value
          return fill(lookUp(dimensions, dimension) ?? value, { value: said })
        }),
      ),
    ),
  )

/** What is wrong and where, in a sentence; of an unknown cause it says what is likeliest, and that it is not sure. */
export function incidentSentence(
  messages: Messages,
  formats: Formats,
  { cause, confidence, scope, ranking }: Pick<Incident, 'cause' | 'confidence' | 'scope' | 'ranking'>,
): string {
  const where = placeOf(messages, formats, scope)
  const percent = formats.percent(confidence)
  if (cause !== 'unknown') {
    const known = { cause: causeName(messages, cause), where, confidence: percent }
    return fill(messages.console.incidents.sentence, known)
  }
  const likeliest = rankedName(messages, ranking[0]?.cause ?? 'other')
  return fill(messages.operations.incident.unknown, { where, cause: likeliest, confidence: percent })
}
