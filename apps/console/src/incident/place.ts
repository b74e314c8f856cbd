import { partsOf } from '@fiftyfive/diagnosis'
import { fill, type Messages } from '@fiftyfive/messages/console'
import { lookUp } from '../words.ts'

/** The elements of a scope as people say them: `software 2.0.1, 19-digit cards`. */
export const placeOf = (messages: Messages, scope: readonly string[]): string =>
  scope
    .map((element) =>
      partsOf(element)
        .map(({ dimension, value }) => {
          const { dimensions } = messages.console.incidents
          const said = dimension === 'entry' ? (lookUp(messages.console.entryModes, value) ?? value) : value
          return fill(lookUp(dimensions, dimension) ?? value, { value: said })
        })
        .join(', '),
    )
    .join('; ')
