import { useDocumentTitle, useSpeech } from '../language.tsx'
import type { Filters } from '../route.ts'
import { OpenIncidents } from './open-incidents.tsx'
import { PulsePanel } from './pulse-panel.tsx'
import { Stream } from './stream-panel.tsx'
import { OverviewPanels } from './overview.tsx'
import { Stack } from '../ui/layout.tsx'

export function LivePage({ filters }: { readonly filters: Filters }) {
  const { words } = useSpeech()
  useDocumentTitle(words.live.title)
  return (
    <Stack>
      <h1>{words.live.title}</h1>
      <OpenIncidents />
      <OverviewPanels filters={filters} />
      <PulsePanel />
      <Stream filters={filters} />
    </Stack>
  )
}
