import { API, type ApprovalView } from '@fiftyfive/contract'
import { queryOptions } from '@tanstack/react-query'
import { getJson } from '../request.ts'

export const approvalsQuery = queryOptions({
  queryKey: ['approvals'],
  queryFn: ({ signal }) => getJson<{ readonly items: readonly ApprovalView[] }>(API.approvals, signal),
  refetchInterval: 5_000,
})
