import { CAUSES } from '@fiftyfive/diagnosis'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { memo, useEffect, useRef } from 'react'
import { useSpeech } from '../language.tsx'
import { liveHash, STATUSES, TERMINAL_LENGTH, TEXT_LENGTH_MAX, type Filters } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { replaceHash } from '../use-route.ts'
import { causeName } from '../words.ts'
import styles from './live.module.css'

const TYPING_MS = 300
const CAUSE_IDS = [...Object.keys(CAUSES), 'unknown'] as NonNullable<Filters['cause']>[]

interface FilterBarProps {
  readonly filters: Filters
  /** Of the rows below, offered as suggestions; separated by blanks. */
  readonly terminals: string
}

export const FilterBar = memo(function FilterBar({ filters, terminals }: FilterBarProps) {
  const { messages, words } = useSpeech()
  const { live } = words
  const narrow = (change: { readonly [name in keyof Filters]?: string }): void =>
    replaceHash(liveHash({ ...filters, ...change } as Filters))
  return (
    <search aria-label={live.filters} className={styles['filters']}>
      <TypedFilter
        label={live.search}
        placeholder={live.searchHint}
        maxLength={TEXT_LENGTH_MAX}
        value={filters.q ?? ''}
        testId={TEST_IDS.filterSearch}
        onSettled={(q) => narrow({ q })}
      />
      <NativeSelect
        size="xs"
        label={live.status}
        data-testid={TEST_IDS.filterStatus}
        value={filters.status ?? ''}
        onChange={(event) => narrow({ status: event.currentTarget.value })}
        data={[
          { value: '', label: live.anyStatus },
          ...STATUSES.map((value) => ({ value, label: words.statuses[value] })),
        ]}
      />
      <NativeSelect
        size="xs"
        label={live.cause}
        data-testid={TEST_IDS.filterCause}
        value={filters.cause ?? ''}
        onChange={(event) => narrow({ cause: event.currentTarget.value })}
        data={[
          { value: '', label: live.anyCause },
          ...CAUSE_IDS.map((value) => ({ value, label: causeName(messages, value) })),
        ]}
      />
      <TypedFilter
        label={live.terminal}
        placeholder={live.anyTerminal}
        maxLength={TERMINAL_LENGTH}
        value={filters.terminal ?? ''}
        testId={TEST_IDS.filterTerminal}
        suggestions={terminals === '' ? [] : terminals.split(' ')}
        onSettled={(terminal) => narrow({ terminal })}
      />
      {Object.keys(filters).length > 0 && (
        <Button size="xs" variant="default" data-testid={TEST_IDS.clearFilters} onClick={() => replaceHash(liveHash())}>
          {live.clear}
        </Button>
      )}
    </search>
  )
})

interface TypedFilterProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly maxLength: number
  readonly testId: string
  readonly suggestions?: readonly string[]
  readonly onSettled: (text: string) => void
}

/** A text that takes effect when typing pauses. It follows the address when that changes by other means. */
function TypedFilter({ label, placeholder, maxLength, value, testId, suggestions, onSettled }: TypedFilterProps) {
  const input = useRef<HTMLInputElement>(null)
  const settle = useDebouncedCallback((text: string) => onSettled(text.trim()), TYPING_MS)
  useEffect(() => {
    if (input.current && input.current.value.trim() !== value) input.current.value = value
  }, [value])
  return (
    <>
      <TextInput
        ref={input}
        size="xs"
        label={label}
        placeholder={placeholder}
        maxLength={maxLength}
        defaultValue={value}
        data-testid={testId}
        {...(suggestions && { list: `${testId}-list` })}
        onChange={(event) => settle(event.currentTarget.value)}
      />
      {suggestions && (
        <datalist id={`${testId}-list`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion}>{suggestion}</option>
          ))}
        </datalist>
      )}
    </>
  )
}
