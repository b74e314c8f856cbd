import type { SettledBatch, Statement } from '@fiftyfive/contract'
import { fill } from '@fiftyfive/messages/console'
import { Button } from '@mantine/core'
import { Fragment, useState } from 'react'
import { useSpeech } from '../language.tsx'
import placeStyles from '../place/place.module.css'
import { TEST_IDS } from '../test-ids.ts'
import { FigureCell, Table } from '../ui/table.tsx'
import { BatchLines } from './batch-lines.tsx'

interface StatementDayProps {
  readonly merchant: string
  readonly day: Statement['days'][number]
}

/** The batches of one day, each of which shows its payments when it is asked to. */
export function StatementDay({ merchant, day }: StatementDayProps) {
  const { messages, formats } = useSpeech()
  const words = messages.portal.statements
  const { terminal, batch, time, sales, refunds, fee, net, state } = words.columns
  const figures = [sales, refunds, fee, net].map((text) => ({ text, figures: true }))
  const title = fill(words.day, { day: formats.localDay(day.at) })
  const [shown, setShown] = useState<string>()
  return (
    <section className="panel" aria-label={title} data-testid={TEST_IDS.statementDay}>
      <div className="panel-head">
        <h2>{title}</h2>
        <strong>{formats.amount(day.net_minor, 'CNY')}</strong>
      </div>
      <Table headings={[time, terminal, batch, ...figures, state, words.show]} label={title}>
        {day.batches.map((each) => (
          <Fragment key={each.key}>
            <BatchRow batch={each} isShown={shown === each.key} toggle={setShown} />
            {shown === each.key && (
              <tr>
                <td colSpan={9}>
                  <BatchLines merchant={merchant} batch={each.key} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </Table>
    </section>
  )
}

interface BatchRowProps {
  readonly batch: SettledBatch
  readonly isShown: boolean
  readonly toggle: (key: string | undefined) => void
}

function BatchRow({ batch, isShown, toggle }: BatchRowProps) {
  const { messages, formats } = useSpeech()
  const words = messages.portal.statements
  return (
    <tr data-testid={TEST_IDS.batchRow}>
      <td>{formats.time(batch.closedAt, batch.closedAt)}</td>
      <td className="mono">{batch.terminal}</td>
      <td className="mono">{batch.batch}</td>
      <FigureCell>
        {formats.amount(batch.sales_minor, 'CNY')} <span className="muted">({formats.count(batch.sales)})</span>
      </FigureCell>
      <FigureCell>
        {formats.amount(batch.refunds_minor, 'CNY')} <span className="muted">({formats.count(batch.refunds)})</span>
      </FigureCell>
      <FigureCell>{batch.fee ? formats.amount(batch.fee.fee_minor, 'CNY') : '–'}</FigureCell>
      <FigureCell>
        {formats.amount(batch.fee?.payout_minor ?? batch.net_minor, 'CNY')}
        {batch.fee && (
          <span className="muted small"> {fill(words.paidOn, { day: formats.localDay(batch.fee.paidOn) })}</span>
        )}
      </FigureCell>
      <td className={placeStyles[batch.state === 'settled' ? 'agrees' : 'differs']}>{words.states[batch.state]}</td>
      <td>
        <Button
          size="compact-xs"
          variant="default"
          aria-expanded={isShown}
          aria-label={`${formats.label(isShown ? words.hide : words.show)}${batch.terminal} ${batch.batch}`}
          onClick={() => toggle(isShown ? undefined : batch.key)}
          data-testid={TEST_IDS.showBatch}
        >
          {isShown ? words.hide : words.show}
        </Button>
      </td>
    </tr>
  )
}
