/** A report as it is kept: made once, never changed. `line` and `body` are the caller's JSON, short and whole. */
export interface ReportRow {
  readonly id: string
  readonly merchant: string
  /** Milliseconds since 1970. */
  readonly made: number
  readonly line: string
  readonly body: string
}

export interface ReportQuery {
  /** Only of these merchants; of all when absent. */
  readonly merchants?: readonly string[]
  /** Only reports that come after this one in the order newest first. */
  readonly before?: Pick<ReportRow, 'made' | 'id'>
  readonly limit: number
}

/** Reports of merchants, beside the journal. */
export interface ReportStore {
  /** True when it is on disk and was not there before: of two hosts that make it at once, one is told so. */
  add(row: ReportRow): Promise<boolean>
  find(id: string): Promise<ReportRow | undefined>
  /** Newest first. */
  list(query: ReportQuery): Promise<readonly ReportRow[]>
}
