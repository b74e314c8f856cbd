import { useState } from 'react'
import { testIds } from '../../test-ids.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useSpeech } from '../../ui/language.tsx'

/** The code of a telephone authorization; an offline sale below the floor limit has none. */
export function VoiceCode({ done }: { readonly done: (code: string) => void }) {
  const { text } = useSpeech()
  const [code, setCode] = useState('')
  const clean = (value: string) => value.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  return (
    <>
      <Field
        label={text.order.voiceCode}
        value={code}
        change={(value) => setCode(clean(value))}
        length={6}
        testId={testIds.orderField('voice-code')}
      />
      <Button
        label={code === '' ? text.order.withoutCode : text.order.start}
        primary
        wide
        disabled={code !== '' && code.length !== 6}
        onPress={() => done(code)}
        testId={testIds.orderStart}
      />
    </>
  )
}
