import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import styles from './attempt.module.css'

/** A weight below this moves the odds by less than five per cent. */
const NEUTRAL_BELOW = 0.05

/** The weight as it is added (natural logarithm of odds), and what it does to the odds in plain factors. */
export function Weight({ weight }: { readonly weight: number }) {
  const { words, formats } = useSpeech()
  const { evidenceNeutral, evidenceFor, evidenceAgainst, oddsTimes, oddsDivided } = words.attempt
  const factor = formats.factor(Math.exp(Math.abs(weight)))
  const neutral = Math.abs(weight) < NEUTRAL_BELOW
  const direction = weight > 0 ? evidenceFor : evidenceAgainst
  return (
    <span className={styles['weight']}>
      <span className="muted small">
        {neutral ? evidenceNeutral : `${direction} ${fill(weight > 0 ? oddsTimes : oddsDivided, { factor })}`}
      </span>
      <span>{formats.weight(weight)}</span>
    </span>
  )
}
