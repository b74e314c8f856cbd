import type { FeeAgreement } from '@fiftyfive/contract'
import { useState } from 'react'
import { useSpeech } from '../language.tsx'
import { TEST_IDS } from '../test-ids.ts'
import { Panel } from '../ui/layout.tsx'
import { FigureCell, Table } from '../ui/table.tsx'

const CHINA_OFFSET = '+08:00'

/** What a merchant pays, in all versions: the one that holds, those before, and one to come. */
export function Agreements({ agreements }: { readonly agreements: readonly FeeAgreement[] }) {
  const { messages, formats } = useSpeech()
  const words = messages.portal.statements
  const { version, from, rate, perSale, payout } = words.agreementColumns
  const [now] = useState(() => Date.now())
  const startOf = ({ validFrom }: FeeAgreement) => Date.parse(`${validFrom}T00:00:00${CHINA_OFFSET}`)
  const held = agreements.findLast((each) => startOf(each) <= now)
  return (
    <Panel title={words.agreement} testId={TEST_IDS.feeAgreements}>
      <p className="muted small">{words.agreementHint}</p>
      <Table
        headings={[version, from, ...[rate, perSale].map((text) => ({ text, figures: true })), payout]}
        label={words.agreement}
      >
        {agreements.toReversed().map((each) => (
          <tr key={each.version}>
            <td>
              {each.version} {each === held && <strong>{words.holds}</strong>}
            </td>
            <td>{formats.localDay(startOf(each))}</td>
            <FigureCell>{formats.rateOf(each.rate_bp)}</FigureCell>
            <FigureCell>{formats.amount(each.perSale_minor, 'CNY')}</FigureCell>
            <td>{words.payouts[each.paysOut]}</td>
          </tr>
        ))}
      </Table>
    </Panel>
  )
}
