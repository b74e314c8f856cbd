import type { Permission } from './accounts.ts'
import { API } from './api.ts'

/**
 * Who may use a route. `public` is for people and terminals before they have proven who they are, `session` for
 * whoever has signed in, `somebody` for those of them who go by a name (a visitor does not), `own-account` for those whose
 * account it is (the demonstration lends some), a permission for
 * those whose role has it.
 */
export type Access = 'public' | 'session' | 'somebody' | 'own-account' | Permission

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** A path of `API`, with `:name` where a parameter stands. */
  readonly path: string
  readonly access: Access
  /** A dangerous action: wants a password or passkey given within five minutes. */
  readonly confirmed?: true
  /** Status of a success, 200 unless it says otherwise. */
  readonly status?: 201 | 202
  /** Requests a minute from one address; 1,200 over all routes unless it says otherwise. */
  readonly perMinute?: number
  /**
   * What repeating the request comes to. `repeatable`: the same as doing it once. `by-key`: the answer is given again
   * when the request carries the same Idempotency-Key. `once`: each time is another one, or the second is refused.
   */
  readonly repeat: 'repeatable' | 'by-key' | 'once'
  /** Answers with server-sent events rather than one JSON value. */
  readonly events?: true
  /** Answers with a file rather than JSON. */
  readonly file?: true
  readonly summary: string
}

type Rest = Partial<Pick<Route, 'confirmed' | 'status' | 'perMinute' | 'repeat' | 'events' | 'file'>>

const route =
  (method: Route['method'], repeat: Route['repeat']) =>
  (path: string, access: Access, summary: string, rest: Rest = {}): Route => ({
    method,
    path,
    access,
    summary,
    repeat,
    ...rest,
  })
const get = route('GET', 'repeatable')
const post = route('POST', 'by-key')
const put = route('PUT', 'repeatable')
const patch = route('PATCH', 'repeatable')
const remove = route('DELETE', 'repeatable')

/** Guessing at the door: per address, besides the lock on the name. */
const DOOR = { perMinute: 30, repeat: 'once' } as const
const CONFIRMED = { confirmed: true } as const

/**
 * Every route of the API by its name (`operationId`): the host's access guard, validation, rate limits and repeats, the
 * OpenAPI document and the typed client are all made from this table and the schemas of the same names.
 */
export const ROUTES = {
  openApi: get(API.openApi, 'public', 'This description, OpenAPI 3.1.'),

  overview: get(API.overview, 'attempts.read', 'Figures of the last 24 hours, links and security module.'),
  pulse: get(API.pulse, 'health.read', 'The last hour step by step: volume, times to answer, queues.'),
  listAttempts: get(API.attempts, 'attempts.read', 'Attempts, newest first, filtered.'),
  attempt: get(API.attempt(':id'), 'attempts.read', 'One attempt with verdicts, evidence and masked messages.'),
  live: get(API.live, 'attempts.read', 'Events `attempt`: an attempt appeared or changed.', { events: true }),
  listIncidents: get(API.incidents, 'incidents.read', 'Incidents, newest first.'),
  incident: get(API.incident(':id'), 'incidents.read', 'One incident with some of its attempts.'),
  incidentInsight: get(API.incidentInsight(':id'), 'incidents.read', 'Its rates over time, marks and differences.'),

  listPlaces: get(API.places(':kind'), 'attempts.read', 'Terminals, merchants or issuers with their last seven days.'),
  place: get(API.place(':kind', ':value'), 'attempts.read', 'The last seven days of one of them, or of a card token.'),
  terminal: get(API.terminal(':id'), 'terminals.read', 'How a terminal is set up, beside how it should be.'),
  listKeys: get(API.keys, 'keys.read', 'Keys by check value and age.'),
  effects: get(API.effects, 'attempts.read', 'Money lost and saved by cause, merchant and week.'),
  ownShops: get(API.ownShops, 'own-shops.read', 'The merchants that are one’s own.'),
  ownShop: get(API.ownShop(':merchant'), 'own-shops.read', 'The last seven days of one of them.'),
  ownShopReport: get(API.ownShopReport(':merchant'), 'reports.read', 'Its money lost and saved.'),

  ownShopStatement: get(API.ownShopStatement(':merchant'), 'own-shops.read', 'What it is owed, by day of settlement.'),
  ownShopBatch: get(API.ownShopBatch(':merchant', ':batch'), 'own-shops.read', 'The payments of one settled batch.'),

  listReports: get(API.reports, 'reports.read', 'Reports of merchants, newest first; a merchant sees its own.'),
  makeReport: post(API.reports, 'reports.schedule', 'Makes a report of the last seven days at once.', {
    status: 201,
    perMinute: 10,
  }),
  reportFile: get(API.reportFile(':id'), 'reports.read', 'A report as HTML, PDF or CSV.', { file: true }),
  reportSchedule: get(API.reportSchedule(':merchant'), 'reports.read', 'Which reports are made by themselves.'),
  scheduleReports: put(API.reportSchedule(':merchant'), 'reports.schedule', 'Chooses which are.'),

  liveIncidents: get(API.liveIncidents, 'incidents.read', 'Events `incident`: one appeared or changed.', {
    events: true,
  }),
  incidentCase: get(API.incidentCase(':id'), 'incidents.read', 'What people said and did about an incident.'),
  commentIncident: post(API.incidentComments(':id'), 'incidents.comment', 'Adds a comment.'),
  assignIncident: put(
    API.incidentAssignee(':id'),
    'incidents.comment',
    'Gives the incident to somebody, or to nobody.',
  ),
  markStep: put(
    API.incidentStep(':id', ':audience'),
    'incidents.comment',
    'Ticks off what somebody was to do, or not.',
  ),
  closeIncident: put(API.incidentClosing(':id'), 'incidents.comment', 'Closes it with its cause and what prevents it.'),
  reopenIncident: remove(API.incidentClosing(':id'), 'incidents.comment', 'Takes the closing back.'),
  colleagues: get(API.colleagues, 'incidents.comment', 'Whom an incident can be given to.'),
  confirmAttempt: put(API.attemptConfirmation(':id'), 'causes.confirm', 'States the true cause of a refusal.'),
  confirmIncident: put(API.incidentConfirmation(':id'), 'causes.confirm', 'States the true cause of an incident.'),
  withdrawConfirmation: remove(API.confirmation(':id'), 'causes.confirm', 'Takes such a statement back.'),
  listConfirmations: get(API.confirmations, 'incidents.read', 'True causes as people stated them, newest first.'),
  learning: get(
    API.learning,
    'incidents.read',
    'The model in use, and the version that would come of what was confirmed.',
  ),
  askForModel: post(API.modelRequests, 'causes.confirm', 'Asks a second person to let a version judge.', {
    ...CONFIRMED,
    status: 201,
  }),
  decideModel: post(
    API.modelDecision(':id'),
    'causes.confirm',
    'Approves or refuses that as the second person.',
    CONFIRMED,
  ),

  listActionKinds: get(API.actionKinds, 'incidents.read', 'Kinds of action: causes, reach, policy.'),
  setActionPolicy: put(API.actionPolicy(':id'), 'actions.take', 'Automatic, ask or never.', CONFIRMED),
  listProposals: get(API.incidentProposals(':id'), 'incidents.read', 'What could be done about an incident.'),
  previewAction: post(API.actionPreview, 'incidents.read', 'What an action would touch.', { repeat: 'repeatable' }),
  listActions: get(API.actions, 'incidents.read', 'Actions, newest first, with their effect.'),
  action: get(API.action(':id'), 'incidents.read', 'One action with its effect against the control group.'),
  startAction: post(API.actions, 'actions.take', 'Takes an action, or asks a second person for it (state `waiting`).', {
    ...CONFIRMED,
    status: 201,
  }),
  undoAction: post(API.actionUndo(':id'), 'actions.take', 'Undoes it.', CONFIRMED),
  listApprovals: get(API.approvals, 'somebody', 'What waits for a second person, and what was decided lately.'),
  decideApproval: post(API.approvalDecision(':id'), 'somebody', 'Approves or refuses as the second person.', CONFIRMED),

  listWebhooks: get(API.webhooks, 'webhooks.manage', 'Where events are sent.'),
  createWebhook: post(API.webhooks, 'webhooks.manage', 'Adds one; its secret is shown this once.', {
    ...CONFIRMED,
    status: 201,
  }),
  changeWebhook: patch(API.webhook(':id'), 'webhooks.manage', 'Pauses it, or chooses its events.', CONFIRMED),
  removeWebhook: remove(API.webhook(':id'), 'webhooks.manage', 'Removes it with what waits for it.', CONFIRMED),
  testWebhook: post(API.webhookTest(':id'), 'webhooks.manage', 'Sends it a test event.'),
  listDeliveries: get(API.webhookDeliveries(':id'), 'webhooks.manage', 'What was sent to it, newest first.'),

  signInWays: get(API.signInWays, 'public', 'Whether one may look around without an account, and as whom.'),
  session: get(API.session, 'session', 'The session as its owner sees it.'),
  signIn: post(API.session, 'public', 'Signs in with name, password and, if there is one, a one-time password.', DOOR),
  signOut: remove(API.session, 'session', 'Ends the session.'),
  visit: post(API.visit, 'public', 'Looks around in a demonstration, as a visitor or in a role that it lends.', DOOR),
  confirm: post(API.confirm, 'own-account', 'Gives the password again, for dangerous actions.', DOOR),
  passkeySignInOptions: post(API.passkeySignInOptions, 'public', 'A challenge for signing in with a passkey.', DOOR),
  passkeySignIn: post(API.passkeySignIn, 'public', 'Signs in with a passkey.', DOOR),
  invitation: get(API.invitation(':code'), 'public', 'Whom an invitation is for.', DOOR),
  acceptInvitation: post(API.invitations, 'public', 'Takes an invitation, once, and signs in.', DOOR),
  passwordStrength: post(API.passwordStrength, 'public', 'How hard a password is to guess.', {
    perMinute: 240,
    repeat: 'repeatable',
  }),

  ownAccount: get(API.ownAccount, 'own-account', 'One’s own account.'),
  changePassword: put(API.ownPassword, 'own-account', 'Changes one’s own password.', CONFIRMED),
  enrolOneTimePassword: post(API.ownOneTimePassword, 'own-account', 'A secret for an authenticator app.', CONFIRMED),
  confirmOneTimePassword: put(API.ownOneTimePassword, 'own-account', 'Proves the authenticator; it counts from now.', {
    repeat: 'once',
  }),
  removeOneTimePassword: remove(API.ownOneTimePassword, 'own-account', 'Removes the authenticator.', CONFIRMED),
  passkeyOptions: post(API.ownPasskeyOptions, 'own-account', 'A challenge for a new passkey.', {
    ...CONFIRMED,
    repeat: 'once',
  }),
  addPasskey: post(API.ownPasskeys, 'own-account', 'Registers a passkey.', CONFIRMED),
  removePasskey: remove(API.ownPasskey(':id'), 'own-account', 'Removes a passkey.', CONFIRMED),
  ownSessions: get(API.ownSessions, 'own-account', 'Where one is signed in.'),
  endSession: remove(API.ownSession(':id'), 'own-account', 'Ends another session of one’s own.'),

  listAccounts: get(API.accounts, 'accounts.manage', 'All accounts.'),
  createAccount: post(API.accounts, 'accounts.manage', 'Invites a person.', { ...CONFIRMED, status: 201 }),
  changeAccount: patch(API.account(':id'), 'accounts.manage', 'Changes roles, merchants or state.', CONFIRMED),
  inviteAgain: post(API.accountInvitation(':id'), 'accounts.manage', 'A new link for its owner.', CONFIRMED),
  unlockAccount: remove(API.accountLock(':id'), 'accounts.manage', 'Lifts the lock.', CONFIRMED),
  listTokens: get(API.tokens, 'tokens.manage', 'Keys for programs.'),
  createToken: post(API.tokens, 'tokens.manage', 'Makes a key; it is shown this once.', { ...CONFIRMED, status: 201 }),
  revokeToken: remove(API.token(':id'), 'tokens.manage', 'Makes a key worthless.', CONFIRMED),
  audit: get(API.audit, 'audit.read', 'Who did what, newest first, hash-chained.'),

  activationKey: get(API.activationKey, 'public', 'Public key that terminals seal their master key under.', {
    perMinute: 120,
  }),
  activate: post(API.activate, 'public', 'A new terminal brings its master key under a one-time code.', {
    perMinute: 120,
    repeat: 'once',
  }),

  demoTerminal: post(API.demo.terminal, 'public', 'Demonstration: an activation code.', { repeat: 'once' }),
  demoCards: get(API.demo.cards, 'public', 'Demonstration: cards to pay with.'),
  demoCardStates: get(API.demo.cardStates, 'public', 'Demonstration: what the issuer knows of them.'),
  demoState: get(API.demo.state, 'public', 'Demonstration: the issuer’s link.'),
  demoAction: post(API.demo.action, 'public', 'Demonstration: disturbs bank or network.', { repeat: 'repeatable' }),
  demoTakeChip: post(
    API.demo.chip(':card'),
    'public',
    'Demonstration: takes a card’s chip up, with what it remembers.',
    {
      repeat: 'once',
    },
  ),
  demoKeepChip: put(API.demo.chip(':card'), 'public', 'Demonstration: lays it down again.'),
  demoQrOrder: get(API.demo.qrOrder(':id'), 'public', 'Demonstration: what became of a QR order.'),
  demoPayQr: post(API.demo.payQr, 'public', 'Demonstration: pays a QR order.', { repeat: 'once' }),
} as const satisfies Record<string, Route>

export type RouteName = keyof typeof ROUTES
