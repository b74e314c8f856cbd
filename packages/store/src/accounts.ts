/** What is kept besides the audit log, each as a JSON body under its id. */
export type AccountRecordKind =
  | 'account'
  | 'session'
  | 'invitation'
  | 'failures'
  | 'token'
  | 'answer'
  | 'action'
  | 'approval'
  | 'policy'
  | 'case'
  | 'confirmation'
  | 'model'
  | 'model-request'
  | 'webhook'
  | 'delivery'
  | 'report-schedule'
  | 'incident'
  | 'sealing'

export interface AccountChange {
  readonly kind: AccountRecordKind
  readonly id: string
  /** Undefined deletes the record. */
  readonly body: unknown
}

export interface AuditEntry {
  readonly type: string
  readonly subject: string
  readonly actor: string
  readonly address: string
  readonly detail: string
}

export interface AuditQuery {
  readonly before?: number
  readonly limit: number
  readonly type?: string
  /** Part of actor, subject, address or detail. */
  readonly text?: string
}

export type AuditedLine = AuditEntry & { readonly sequence: number; readonly at: number; readonly hash: string }

/** Another host changed what this change was made from: nothing of the commit was written. */
export class RecordChanged extends Error {
  override readonly name = 'RecordChanged'
}

/** People and what they work with: accounts, sessions, approvals, cases, webhooks; and the audit log of it all. */
export interface AccountStore {
  /** Changes and the lines that tell of them become durable together, or not at all: `RecordChanged`. */
  commit(at: number, audit: readonly AuditEntry[], changes: readonly AccountChange[]): Promise<void>
  find<T>(kind: AccountRecordKind, id: string): T | undefined
  all<T>(kind: AccountRecordKind): readonly T[]
  /** The same with their ids. */
  entries<T>(kind: AccountRecordKind): readonly (readonly [id: string, body: T])[]
  /** Newest first. */
  audit(query: AuditQuery): Promise<readonly AuditedLine[]>
  /** From then on reading gives what all hosts had written when it was called. A host alone has it anyway. */
  refresh(): Promise<void>
  /** Hears of records that another host changed, when a `refresh` brings them. */
  onForeignChange(listener: (change: AccountChange) => void): void
  close(): Promise<void>
}

/** As it is written beside the line. */
export const auditBody = ({ actor, address, detail }: AuditEntry): string => JSON.stringify({ actor, address, detail })
export const auditFrom = (body: string) => JSON.parse(body) as Pick<AuditEntry, 'actor' | 'address' | 'detail'>
