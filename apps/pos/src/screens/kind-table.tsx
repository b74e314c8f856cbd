import { type Currency, money as moneyOf } from '@fiftyfive/kernel'
import type { KindTotal, Totals } from '@fiftyfive/terminal'
import { useSpeech } from '../ui/language.tsx'

/** Transactions by kind, and the two totals that a settlement compares. */
export function KindTable(props: {
  readonly kinds: readonly KindTotal[]
  readonly totals: Totals
  readonly currency: Currency
}) {
  const { kinds, totals, currency } = props
  const { text, money } = useSpeech()
  const row = (name: string, count: number, minor: number) => (
    <tr key={name}>
      <th scope="row">{name}</th>
      <td>{count}</td>
      <td>{money(moneyOf(minor, currency))}</td>
    </tr>
  )
  return (
    <table className="kinds">
      <thead>
        <tr>
          <th scope="col">{text.batch.kind}</th>
          <th scope="col">{text.batch.count}</th>
          <th scope="col">{text.batch.total}</th>
        </tr>
      </thead>
      <tbody>{kinds.map(({ kind, count, amount_minor }) => row(text.receipt.kinds[kind], count, amount_minor))}</tbody>
      <tfoot>
        {row(text.batch.debit, totals.debits, totals.debit_minor)}
        {row(text.batch.credit, totals.credits, totals.credit_minor)}
      </tfoot>
    </table>
  )
}
