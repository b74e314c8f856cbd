import { z } from 'zod'
import type { RouteName } from '../routes.ts'
import { ACTION_SCHEMAS } from './actions.ts'
import { ACCOUNT_SCHEMAS, SESSION_SCHEMAS } from './accounts.ts'
import { ATTEMPT_SCHEMAS } from './attempts.ts'
import { DEMO_SCHEMAS } from './demo.ts'
import { DESK_SCHEMAS } from './desk.ts'
import { INCIDENT_SCHEMAS } from './incidents.ts'
import { INSIGHT_SCHEMAS } from './insight.ts'
import { ONBOARDING_SCHEMAS } from './onboarding.ts'
import { PLACE_SCHEMAS } from './places.ts'
import { REPORT_SCHEMAS } from './reports.ts'
import { PULSE_SCHEMAS } from './pulse.ts'
import { WEBHOOK_SCHEMAS } from './webhooks.ts'

export { errorEnvelope } from './common.ts'
export { bankDays, feeAgreements } from './reports.ts'

/** What a route takes and gives. The host validates with them, the OpenAPI document is written from them. */
export interface RouteSchemas {
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  /** The JSON value of a success; of a route with events, the data of one event. */
  readonly answer: z.ZodType
}

export const SCHEMAS = {
  openApi: { answer: z.looseObject({ openapi: z.string() }) },
  ...ATTEMPT_SCHEMAS,
  ...INCIDENT_SCHEMAS,
  ...INSIGHT_SCHEMAS,
  ...PLACE_SCHEMAS,
  ...REPORT_SCHEMAS,
  ...PULSE_SCHEMAS,
  ...DESK_SCHEMAS,
  ...ACTION_SCHEMAS,
  ...WEBHOOK_SCHEMAS,
  ...SESSION_SCHEMAS,
  ...ACCOUNT_SCHEMAS,
  ...ONBOARDING_SCHEMAS,
  ...DEMO_SCHEMAS,
} as const satisfies Record<RouteName, RouteSchemas>

type Schemas = typeof SCHEMAS

/** What a part of a request is once it is validated: defaults filled in, text turned into numbers. */
export type Parsed<Name extends RouteName, Part extends 'params' | 'query' | 'body'> = Schemas[Name] extends {
  readonly [P in Part]: infer Schema extends z.ZodType
}
  ? z.output<Schema>
  : undefined

type Given<Name extends RouteName, Part extends 'params' | 'query' | 'body'> = Schemas[Name] extends {
  readonly [P in Part]: infer Schema extends z.ZodType
}
  ? Part extends 'query'
    ? { readonly [P in Part]?: z.input<Schema> }
    : { readonly [P in Part]: z.input<Schema> }
  : unknown

/** What a caller gives: only the parts that the route has. */
export type InputOf<Name extends RouteName> = Given<Name, 'params'> & Given<Name, 'query'> & Given<Name, 'body'>
export type AnswerOf<Name extends RouteName> = z.output<Schemas[Name]['answer']>
