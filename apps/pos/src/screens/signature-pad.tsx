import { isSigned, SIGNATURE_FIELD, type Signature, signaturePath } from '@fiftyfive/terminal'
import { type PointerEvent, useState } from 'react'
import { testIds } from '../test-ids.ts'
import { Button } from '../ui/button.tsx'
import { useSpeech } from '../ui/language.tsx'

/** The customer signs with a finger or a pen. Who cannot or will not signs the paper: its line stays empty. */
export function SignaturePad(props: {
  readonly signature: Signature
  readonly change: (signature: Signature) => void
}) {
  const { text } = useSpeech()
  const { signature, change } = props
  const [drawing, setDrawing] = useState(false)
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrawing(true)
    change([...signature, [pointOf(event)]])
  }
  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (drawing) change([...signature.slice(0, -1), [...(signature.at(-1) ?? []), pointOf(event)]])
  }
  return (
    <div className="signature">
      <svg
        viewBox={`0 0 ${SIGNATURE_FIELD.width} ${SIGNATURE_FIELD.height}`}
        aria-hidden="true"
        data-testid={testIds.signature}
        data-signed={isSigned(signature)}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={() => setDrawing(false)}
        onPointerCancel={() => setDrawing(false)}
      >
        <path d={signaturePath(signature)} />
      </svg>
      <output className="visually-hidden">{isSigned(signature) ? text.signature.signed : text.signature.empty}</output>
      <div className="pay-line">
        <span className="soft">{text.signature.hint}</span>
        <Button label={text.signature.again} onPress={() => change([])} testId={testIds.signatureClear} />
      </div>
    </div>
  )
}

function pointOf(event: PointerEvent<SVGSVGElement>): readonly [number, number] {
  const box = event.currentTarget.getBoundingClientRect()
  return [
    Math.round(((event.clientX - box.left) / box.width) * SIGNATURE_FIELD.width),
    Math.round(((event.clientY - box.top) / box.height) * SIGNATURE_FIELD.height),
  ]
}
