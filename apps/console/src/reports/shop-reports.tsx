import { API, type ReportSchedule } from '@fiftyfive/contract'
import { Button, Checkbox } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSpeech } from '../language.tsx'
import { getJson, sendJson } from '../request.ts'
import { reportsHash } from '../route.ts'
import { TEST_IDS } from '../test-ids.ts'
import { faultWords } from '../words.ts'
import styles from './reports.module.css'

interface ShopReportsProps {
  readonly merchant: string
  /** Where several shops stand below one another. */
  readonly name?: string | undefined
}

/** What comes by itself for one shop, and one to be made now. */
export function ShopReports({ merchant, name }: ShopReportsProps) {
  const { messages } = useSpeech()
  const words = messages.portal.reports
  const queries = useQueryClient()
  const scheduleKey = ['report-schedule', merchant]
  const schedule = useQuery({
    queryKey: scheduleKey,
    queryFn: ({ signal }) => getJson<ReportSchedule>(API.reportSchedule(merchant), signal),
  })
  const change = useMutation({
    mutationFn: (wanted: Pick<ReportSchedule, 'weekly' | 'monthly'>) =>
      sendJson<ReportSchedule>('PUT', API.reportSchedule(merchant), wanted),
    onSuccess: (changed) => queries.setQueryData(scheduleKey, changed),
  })
  const make = useMutation({
    mutationFn: () => sendJson('POST', API.reports, { merchant }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['reports'] }),
  })
  const problem = change.error ?? make.error
  const { weekly = false, monthly = false } = schedule.data ?? {}
  return (
    <div className={styles['shop']}>
      {name !== undefined && <strong>{name}</strong>}
      <span className="muted">{words.schedule}</span>
      <Checkbox
        size="xs"
        label={words.weekly}
        checked={weekly}
        disabled={!schedule.data}
        onChange={(event) => change.mutate({ weekly: event.currentTarget.checked, monthly })}
        data-testid={TEST_IDS.reportWeekly}
      />
      <Checkbox
        size="xs"
        label={words.monthly}
        checked={monthly}
        disabled={!schedule.data}
        onChange={(event) => change.mutate({ weekly, monthly: event.currentTarget.checked })}
      />
      <Button
        size="compact-sm"
        variant="default"
        loading={make.isPending}
        onClick={() => make.mutate()}
        data-testid={TEST_IDS.makeReport}
      >
        {words.make}
      </Button>
      <output className="small">{make.isSuccess && <a href={reportsHash()}>{words.made}</a>}</output>
      <span role="alert">{problem && faultWords(messages, problem)}</span>
    </div>
  )
}
