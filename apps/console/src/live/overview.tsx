import { useQuery } from '@tanstack/react-query'
import { overviewQuery } from '../api.ts'
import type { Filters } from '../route.ts'
import { ErrorNotice, Loading } from '../shell/states.tsx'
import { CauseShare } from './cause-share.tsx'
import { LiveFigures } from './figures.tsx'

export function OverviewPanels({ filters }: { readonly filters: Filters }) {
  const { data, error, refetch } = useQuery(overviewQuery)
  // Figures that were true a moment ago are kept while the host is silent; the stream says that it is.
  if (data) {
    return (
      <>
        <LiveFigures overview={data} />
        <CauseShare byCause={data.byCause} filters={filters} />
      </>
    )
  }
  return (
    <div className="panel">
      {error ? <ErrorNotice error={error} retry={() => void refetch()} /> : <Loading rows={2} />}
    </div>
  )
}
