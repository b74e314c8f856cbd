import type { Overview } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useSpeech } from '../language.tsx'
import { ownerOf } from '../owner.ts'
import { TEST_IDS } from '../test-ids.ts'
import { Figure, Figures } from '../ui/figures.tsx'
import styles from './live.module.css'

export function LiveFigures({ overview }: { readonly overview: Overview }) {
  const { words, formats } = useSpeech()
  const { attempts, approved, pinRefused, ourFault, triesBurntByFaults, rescued, byCause } = overview
  const theirs = byCause
    .filter(({ cause }) => ownerOf(cause) === 'cardholder')
    .reduce((sum, { count }) => sum + count, 0)
  const rate = attempts > 0 ? formats.percent(approved / attempts) : '–'
  const approvedOf = fill(words.live.approvedOf, {
    approved: formats.count(approved),
    attempts: formats.count(attempts),
  })
  const kept = triesBurntByFaults === 0
  const refusals = fill(words.live.refusalSplit, {
    faults: formats.count(ourFault),
    cardholders: formats.count(theirs),
    others: formats.count(pinRefused - ourFault - theirs),
  })
  return (
    <Figures label={words.live.title} testId={TEST_IDS.overview}>
      <Figure
        name={words.live.attempts}
        value={formats.count(attempts)}
        note={words.live.within}
        testId={TEST_IDS.figureAttempts}
      />
      <Figure name={words.live.approvalRate} value={rate} note={approvedOf} testId={TEST_IDS.figureApprovalRate} />
      <Figure
        name={words.live.pinRefused}
        term="pin-refusal"
        value={formats.count(pinRefused)}
        note={refusals}
        testId={TEST_IDS.figurePinRefused}
      />
      <Figure
        name={words.live.triesBurnt}
        term="tries-burnt"
        value={formats.count(triesBurntByFaults)}
        note={kept ? words.live.promiseKept : words.live.promiseBroken}
        testId={TEST_IDS.figureTriesBurnt}
        tone={kept ? 'good' : 'bad'}
      />
      <Figure
        name={words.live.rescued}
        term="rescued"
        value={formats.count(rescued)}
        note={words.live.rescuedHint}
        testId={TEST_IDS.figureRescued}
      />
      <Health overview={overview} />
    </Figures>
  )
}

/** What payments depend on: links to issuers, and the security module. */
function Health({ overview }: { readonly overview: Overview }) {
  const { words } = useSpeech()
  const links = overview.links.map(({ name, up }) => (
    <UpOrDown key={name} name={name} up={up} testId={TEST_IDS.linkHealth} />
  ))
  return (
    <Figure
      name={words.live.health}
      value={
        <span className={styles['health']}>
          {links}
          <UpOrDown name={overview.hsm.name} up={overview.hsm.up} testId={TEST_IDS.hsmHealth} />
        </span>
      }
    />
  )
}

function UpOrDown({ name, up, testId }: { readonly name: string; readonly up: boolean; readonly testId: string }) {
  const { words, formats } = useSpeech()
  return (
    <span className="small" data-testid={testId} data-up={up}>
      <span className={up ? styles['kept'] : styles['broken']}>
        <span className={styles['dot']} aria-hidden />
      </span>
      {formats.label(name)}
      <strong className={up ? '' : styles['broken']}>{up ? words.live.up : words.live.down}</strong>
    </span>
  )
}
