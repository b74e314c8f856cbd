import type { ScreenOf } from '@fiftyfive/terminal'
import { useMemo } from 'react'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { useSpeech } from '../ui/language.tsx'
import { ScreenFrame } from '../ui/screen.tsx'
import { useTerminal } from '../ui/terminal.tsx'
import { useEscape } from '../ui/use-escape.ts'
import { qrPath } from './qr-path.ts'

/** The rescue: the payer scans, no card and no PIN are needed. Black on white in both schemes, or scanners fail. */
export default function QrPayment({ screen }: { readonly screen: ScreenOf<'qr'> }) {
  const { text, money, say } = useSpeech()
  const { terminal } = useTerminal()
  const code = useMemo(() => qrPath(screen.payload), [screen.payload])
  const amount = money(screen.amount)
  const cancel = () => terminal.dispatch({ type: 'cancelled' })
  useEscape(cancel)
  return (
    <ScreenFrame title={text.qr.title}>
      <p className="amount">{amount}</p>
      <figure className="qr">
        <svg viewBox={`0 0 ${code.size} ${code.size}`} shapeRendering="crispEdges" aria-hidden="true">
          <rect className="qr-light" width={code.size} height={code.size} />
          <path className="qr-dark" d={code.path} />
        </svg>
        <figcaption className="visually-hidden">{say(text.qr.image, { amount })}</figcaption>
      </figure>
      <p className="centre">{text.qr.hint}</p>
      <p className="soft centre">{text.qr.waiting}</p>
      <div className="actions">
        <Button label={text.offers.cancel} icon="cancel" onPress={cancel} testId={testIds.choose('cancel')} />
      </div>
    </ScreenFrame>
  )
}
