import { kindTotals, totalsOf } from '@fiftyfive/terminal'
import { money as moneyOf } from '@fiftyfive/kernel'
import { testIds } from '../../test-ids.ts'
import { Button } from '../../ui/button.tsx'
import { useSpeech } from '../../ui/language.tsx'
import { useRunning } from '../../ui/running.tsx'
import { ScreenFrame } from '../../ui/screen.tsx'
import { useTerminal } from '../../ui/terminal.tsx'
import { KindTable } from '../kind-table.tsx'

/** What is in the batch, what still waits, what the host refused, and settlement. */
export function Batch({ leave }: { readonly leave: () => void }) {
  const { text, say, money } = useSpeech()
  const { terminal, state } = useTerminal()
  const { currency } = useRunning().configuration
  const { journal } = state
  const { advices = [], exceptions = [] } = journal
  const kinds = kindTotals(journal)
  const settle = () => {
    leave()
    terminal.dispatch({ type: 'settlement-requested' })
  }
  return (
    <ScreenFrame title={say(text.batch.title, { batch: String(journal.batch).padStart(6, '0') })}>
      {kinds.length === 0 ? (
        <p className="soft">{text.batch.empty}</p>
      ) : (
        <KindTable kinds={kinds} totals={totalsOf(journal)} currency={currency} />
      )}
      {advices.length > 0 && <p className="problem">{say(text.batch.waiting, { count: advices.length })}</p>}
      {exceptions.length > 0 && (
        <div className="problem" data-testid={testIds.exceptions}>
          <div>
            <p>{text.batch.exceptions}</p>
            <ul className="plain-list">
              {exceptions.map(({ advice, code }) => (
                <li key={`${advice.batch}-${advice.trace}`}>
                  {say(text.batch.exception, {
                    kind: text.receipt.kinds[advice.kind],
                    trace: String(advice.trace).padStart(6, '0'),
                    amount: money(moneyOf(advice.amount_minor, advice.currency)),
                    code,
                  })}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <div className="actions pair stuck">
        <Button label={text.menu.back} icon="cancel" onPress={leave} testId={testIds.menuBack} />
        <Button label={text.batch.settle} icon="check" primary onPress={settle} testId={testIds.settle} />
      </div>
    </ScreenFrame>
  )
}
