import { escposReceipt, holdersOf, lastPayment, receiptLines, type Receipt } from '@fiftyfive/terminal'
import { testIds } from '../../test-ids.ts'
import { Button } from '../../ui/button.tsx'
import { useSpeech } from '../../ui/language.tsx'
import { ScreenFrame } from '../../ui/screen.tsx'
import { useTerminal } from '../../ui/terminal.tsx'
import { ReceiptPapers } from '../receipt.tsx'

/** What became of the last payment, and its receipt once more. */
export function LastPayment({ leave }: { readonly leave: () => void }) {
  const { text, say } = useSpeech()
  const { terminal, state } = useTerminal()
  const last = lastPayment(state)
  const words = text.lastPayment[last.status]
  return (
    <ScreenFrame title={text.lastPayment.title}>
      <p data-testid={testIds.lastStatus} data-status={last.status}>
        {'trace' in last ? say(words, { trace: last.trace }) : words}
      </p>
      {'receipt' in last && (
        <>
          <ReceiptPapers receipt={last.receipt} copy />
          <Printing receipt={last.receipt} />
        </>
      )}
      <div className="actions pair">
        <Button label={text.menu.back} icon="cancel" onPress={leave} testId={testIds.menuBack} />
        <Button
          label={text.status.ask}
          icon="network"
          disabled={last.status === 'none'}
          onPress={() => terminal.dispatch({ type: 'status-requested' })}
          testId={testIds.askStatus}
        />
      </div>
    </ScreenFrame>
  )
}

function Printing({ receipt }: { readonly receipt: Receipt }) {
  const { text, money, dateTime, language } = useSpeech()
  // GBK where the words are Chinese: it is what printers sold with them read.
  const save = () => {
    const printer = { encoding: language === 'zh-CN' ? 'gbk' : 'utf-8', columns: 32 } as const
    const papers = holdersOf(receipt).map((holder) => {
      const lines = receiptLines(receipt, text.receipt, { language, money, dateTime, copy: true, holder })
      return escposReceipt(lines, printer)
    })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(papers, { type: 'application/octet-stream' }))
    link.download = `receipt-${receipt.batch}-${receipt.trace}.bin`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <div className="actions pair">
      <Button label={text.lastPayment.file} onPress={save} testId={testIds.saveReceipt} />
      <Button
        label={text.approved.print}
        icon="print"
        primary
        onPress={() => globalThis.print()}
        testId={testIds.printReceipt}
      />
    </div>
  )
}
