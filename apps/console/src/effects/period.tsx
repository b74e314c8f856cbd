import { NativeSelect } from '@mantine/core'
import { useSpeech } from '../language.tsx'
import { PERIODS } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'

interface PeriodChoiceProps {
  readonly days: number
  readonly onChange: (days: number) => void
}

export function PeriodChoice({ days, onChange }: PeriodChoiceProps) {
  const { messages } = useSpeech()
  const words = messages.pages.effects
  return (
    <NativeSelect
      size="xs"
      aria-label={words.days}
      value={String(days)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
      data={PERIODS.map((period) => ({ value: String(period), label: words.dayChoices[period] }))}
      data-testid={TEST_IDS.period}
    />
  )
}
