/** A segment of a path. `:id` stays as it is: with it a path is a pattern (routes.ts). */
const segment = (value: string): string => (value.startsWith(':') ? value : encodeURIComponent(value))

/** Paths of the API, in one place for server and pages; what each takes and gives is in routes.ts and schemas/. */
export const API = {
  openApi: '/api/openapi.json',
  overview: '/api/overview',
  /** GET: Pulse. */
  pulse: '/api/pulse',
  attempts: '/api/attempts',
  attempt: (id: string) => `/api/attempts/${segment(id)}`,
  /** GET, `state=open|resolved|dismissed`: `{ items: Incident[] }`, newest first. */
  incidents: '/api/incidents',
  /** GET: IncidentDetail. */
  incident: (id: string) => `/api/incidents/${segment(id)}`,
  /** GET: IncidentInsight. */
  incidentInsight: (id: string) => `/api/incidents/${segment(id)}/insight`,
  /** GET: `{ items: PlaceLine[] }` of a kind, most refusals first. */
  places: (kind: string) => `/api/places/${segment(kind)}`,
  /** GET: PlaceDetail. */
  place: (kind: string, value: string) => `/api/places/${segment(kind)}/${segment(value)}`,
  /** GET: TerminalSetup. */
  terminal: (id: string) => `/api/terminals/${segment(id)}`,
  /** GET: `{ items: KeyLine[] }`. */
  keys: '/api/keys',
  /** GET: EffectsReport. */
  effects: '/api/effects',
  /** GET: `{ items: PlaceLine[] }` of the merchants that are one's own. */
  ownShops: '/api/own-shops',
  /** GET: PlaceDetail of one of them. */
  ownShop: (merchant: string) => `/api/own-shops/${segment(merchant)}`,
  /** GET: EffectsReport of one of them. */
  ownShopReport: (merchant: string) => `/api/own-shops/${segment(merchant)}/report`,
  /** GET: Statement. */
  ownShopStatement: (merchant: string) => `/api/own-shops/${segment(merchant)}/statement`,
  /** GET: BatchStatement. */
  ownShopBatch: (merchant: string, batch: string) => `/api/own-shops/${segment(merchant)}/statement/${segment(batch)}`,
  /** GET: `{ items: ReportLine[], next }`, newest first. POST: makes one of the last seven days. */
  reports: '/api/reports',
  /** GET `format=html|pdf|csv&language=en|zh-CN`: the report as a file. */
  reportFile: (id: string) => `/api/reports/${segment(id)}/file`,
  /** GET: ReportSchedule. PUT: changes it. */
  reportSchedule: (merchant: string) => `/api/report-schedules/${segment(merchant)}`,
  /** Server-sent events: `incident` with an Incident whenever one appears or changes. */
  liveIncidents: '/api/live/incidents',
  /** What people say and do about an incident: GET IncidentCase, and the parts of it that change. */
  incidentCase: (id: string) => `/api/incidents/${segment(id)}/case`,
  incidentComments: (id: string) => `/api/incidents/${segment(id)}/comments`,
  incidentAssignee: (id: string) => `/api/incidents/${segment(id)}/assignee`,
  incidentStep: (id: string, audience: string) => `/api/incidents/${segment(id)}/steps/${segment(audience)}`,
  incidentClosing: (id: string) => `/api/incidents/${segment(id)}/closing`,
  incidentProposals: (id: string) => `/api/incidents/${segment(id)}/proposals`,
  incidentConfirmation: (id: string) => `/api/incidents/${segment(id)}/confirmation`,
  attemptConfirmation: (id: string) => `/api/attempts/${segment(id)}/confirmation`,
  confirmations: '/api/confirmations',
  /** GET: Learning. */
  learning: '/api/learning',
  modelRequests: '/api/learning/requests',
  modelDecision: (id: string) => `/api/learning/requests/${segment(id)}/decision`,
  confirmation: (id: string) => `/api/confirmations/${segment(id)}`,
  colleagues: '/api/colleagues',
  actionKinds: '/api/action-kinds',
  actionPolicy: (id: string) => `/api/action-kinds/${segment(id)}/policy`,
  actionPreview: '/api/action-previews',
  actions: '/api/actions',
  action: (id: string) => `/api/actions/${segment(id)}`,
  actionUndo: (id: string) => `/api/actions/${segment(id)}/undo`,
  approvals: '/api/approvals',
  approvalDecision: (id: string) => `/api/approvals/${segment(id)}/decision`,
  webhooks: '/api/webhooks',
  webhook: (id: string) => `/api/webhooks/${segment(id)}`,
  webhookTest: (id: string) => `/api/webhooks/${segment(id)}/test`,
  webhookDeliveries: (id: string) => `/api/webhooks/${segment(id)}/deliveries`,
  /** Server-sent events: `attempt` with an AttemptSummary whenever one appears or changes. */
  live: '/api/live',
  /** GET: SessionView. POST signInRequest: SignInAnswer. DELETE: signs out. */
  session: '/api/session',
  /** GET: `{ visitors, lent }`, whether one may look around without an account, and in which roles. */
  signInWays: '/api/session/ways',
  visit: '/api/session/visit',
  confirm: '/api/session/confirmation',
  passkeySignInOptions: '/api/session/passkey-options',
  passkeySignIn: '/api/session/passkey',
  /** POST acceptInvitation: signs the new account in. */
  invitations: '/api/invitations',
  /** GET: `{ name, displayName }` of the invited account. */
  invitation: (code: string) => `/api/invitations/${segment(code)}`,
  /** POST passwordCandidate: PasswordJudgement. */
  passwordStrength: '/api/password-strength',
  /** GET: AccountView. */
  ownAccount: '/api/account',
  ownPassword: '/api/account/password',
  /** POST: a new secret. PUT confirmTotp: it counts from now on. DELETE: off. */
  ownOneTimePassword: '/api/account/one-time-password',
  ownPasskeyOptions: '/api/account/passkey-options',
  ownPasskeys: '/api/account/passkeys',
  ownPasskey: (id: string) => `/api/account/passkeys/${segment(id)}`,
  /** GET: `{ items: OpenSession[] }`. */
  ownSessions: '/api/account/sessions',
  ownSession: (id: string) => `/api/account/sessions/${segment(id)}`,
  /** GET: `{ items: AccountView[] }`. POST newAccount: `{ id, code }`. */
  accounts: '/api/accounts',
  /** PATCH accountChange. */
  account: (id: string) => `/api/accounts/${segment(id)}`,
  /** POST: a new link for the owner, `{ code }`. */
  accountInvitation: (id: string) => `/api/accounts/${segment(id)}/invitation`,
  /** DELETE: lifts the lock. */
  accountLock: (id: string) => `/api/accounts/${segment(id)}/lock`,
  tokens: '/api/tokens',
  token: (id: string) => `/api/tokens/${segment(id)}`,
  /** GET: `{ items: AuditLine[], next }`, newest first. */
  audit: '/api/audit',
  activationKey: '/api/terminals/activation-key',
  activate: '/api/terminals/activate',
  terminalSocket: '/terminal',
  demo: {
    /** POST: a fresh activation code for a new demo terminal, `{ activationCode }`. */
    terminal: '/api/demo/terminals',
    /** GET: DemoCard[]. */
    cards: '/api/demo/cards',
    /** GET: DemoCardState[]. */
    cardStates: '/api/demo/card-states',
    /** POST: DemoAction. */
    action: '/api/demo/actions',
    /** POST takes its chip up, PUT lays it down again: DemoChipMemory. */
    chip: (card: string) => `/api/demo/chips/${segment(card)}`,
    /** GET: `{ issuerLink: 'up' | 'cut' | 'silent' }`. */
    state: '/api/demo/state',
    /** POST: QrPayment; answers when the payment is durable, 404 when there is no such order (any more). */
    payQr: '/api/demo/qr-payments',
    /** GET: what became of an order, for the payer's page. `id`: terminal, a hyphen, order number. */
    qrOrder: (id: string) => `/api/demo/qr-orders/${segment(id)}`,
  },
} as const
