import type { Overview } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { useState, type ReactNode } from 'react'
import { useSpeech } from '../language.tsx'
import { sideOf } from '../owner.ts'
import { TEST_IDS } from '../test-ids.ts'
import styles from './live.module.css'

export function Figures({ overview }: { readonly overview: Overview }) {
  const { words, formats } = useSpeech()
  const [openedAt] = useState(() => Date.now())
  const { attempts, approved, pinRefused, ourFault, triesBurntByFaults, rescued, byCause } = overview
  const theirs = byCause
    .filter(({ cause }) => sideOf(cause) === 'cardholder')
    .reduce((sum, { count }) => sum + count, 0)
  const since = fill(words.live.since, { time: formats.time(overview.since, openedAt) })
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
    <dl className={`panel ${styles['figures']}`} data-testid={TEST_IDS.overview}>
      <Figure name={words.live.attempts} note={since} testId={TEST_IDS.figureAttempts}>
        {formats.count(attempts)}
      </Figure>
      <Figure name={words.live.approvalRate} note={approvedOf} testId={TEST_IDS.figureApprovalRate}>
        {rate}
      </Figure>
      <Figure name={words.live.pinRefused} note={refusals} testId={TEST_IDS.figurePinRefused}>
        {formats.count(pinRefused)}
      </Figure>
      <Figure
        name={words.live.triesBurnt}
        note={kept ? words.live.promiseKept : words.live.promiseBroken}
        testId={TEST_IDS.figureTriesBurnt}
        tone={kept ? styles['kept'] : styles['broken']}
      >
        {formats.count(triesBurntByFaults)}
      </Figure>
      <Figure name={words.live.rescued} note={words.live.rescuedHint} testId={TEST_IDS.figureRescued}>
        {formats.count(rescued)}
      </Figure>
      <Health overview={overview} />
    </dl>
  )
}

interface FigureProps {
  readonly name: string
  readonly note: string
  readonly testId: string
  readonly tone?: string | undefined
  readonly children: ReactNode
}

function Figure({ name, note, testId, tone = '', children }: FigureProps) {
  return (
    <div className={styles['figure']}>
      <dt className="muted small">{name}</dt>
      <dd className={`${styles['value']} ${tone}`} data-testid={testId}>
        {children}
      </dd>
      <dd className={`small ${tone || 'muted'}`}>{note}</dd>
    </div>
  )
}

function Health({ overview }: { readonly overview: Overview }) {
  const { words } = useSpeech()
  return (
    <div className={styles['figure']}>
      <dt className="muted small">{words.live.health}</dt>
      <dd className={styles['health']}>
        {overview.links.map(({ name, up }) => (
          <UpOrDown key={name} name={name} up={up} testId={TEST_IDS.linkHealth} />
        ))}
        <UpOrDown name={overview.hsm.name} up={overview.hsm.up} testId={TEST_IDS.hsmHealth} />
      </dd>
    </div>
  )
}

function UpOrDown({ name, up, testId }: { readonly name: string; readonly up: boolean; readonly testId: string }) {
  const { words } = useSpeech()
  return (
    <span className="small" data-testid={testId} data-up={up}>
      <span className={up ? styles['kept'] : styles['broken']}>
        <span className={styles['dot']} aria-hidden />
      </span>
      {name}: <strong className={up ? '' : styles['broken']}>{up ? words.live.up : words.live.down}</strong>
    </span>
  )
}
