import { API, type EffectsReport } from '@fiftyfive/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDocumentTitle, useSpeech } from '../language.tsx'
import { getJson } from '../request.ts'
import { effectsHash } from '../route.ts'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { replaceHash } from '../use-route.ts'
import { PeriodChoice } from './period.tsx'
import { Report } from './report.tsx'
import { Stack, TitleBar } from '../ui/layout.tsx'

/** What refused PINs cost and what was saved: by cause, merchant and week. */
export function EffectsPage({ days }: { readonly days: number }) {
  const { messages } = useSpeech()
  const words = messages.pages.effects
  useDocumentTitle(words.title)
  const { data, error, refetch } = useQuery({
    queryKey: ['effects', days],
    queryFn: ({ signal }) => getJson<EffectsReport>(`${API.effects}?days=${days}`, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Stack>
      <TitleBar title={words.title}>
        <PeriodChoice days={days} onChange={(chosen) => replaceHash(effectsHash(chosen))} />
      </TitleBar>
      {error && <ErrorNotice error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={8} />}
      {data && <Report report={data} name="fiftyfive" merchantsShown />}
    </Stack>
  )
}
