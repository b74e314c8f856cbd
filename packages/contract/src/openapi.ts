import { FAULTS } from '@fiftyfive/kernel'
import { z } from 'zod'
import { isPermission } from './accounts.ts'
import { type Route, ROUTES } from './routes.ts'
import { errorEnvelope, type RouteSchemas, SCHEMAS } from './schemas/index.ts'

type Json = { readonly [name: string]: unknown }

/** The OpenAPI 3.1 document of the API, made from the table of routes and their schemas (JSON Schema 2020-12). */
export function openApiDocument(): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const [name, route] of Object.entries(ROUTES) as [keyof typeof ROUTES, Route][]) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    ;(paths[path] ??= {})[route.method.toLowerCase()] = operation(name, route, SCHEMAS[name])
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'fiftyfive',
      version: '1',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'What the console uses, for programs too. Times are milliseconds since 1970 (UTC), amounts integer minor units.',
    },
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A key made under Tokens, with permissions of its own.' },
        session: { type: 'apiKey', in: 'cookie', name: 'fiftyfive-session', description: 'A person who signed in.' },
      },
      schemas: { Error: jsonSchema(errorEnvelope) },
    },
    'x-fault-codes': Object.fromEntries(Object.entries(FAULTS).map(([code, { http }]) => [code, http])),
  }
}

function operation(name: string, route: Route, schemas: RouteSchemas): Json {
  const { access, confirmed, status = 200, repeat, events, file } = route
  const answer = {
    [events ? 'text/event-stream' : file ? '*/*' : 'application/json']: { schema: jsonSchema(schemas.answer) },
  }
  const permission = isPermission(access) ? access : undefined
  const parameters = [
    ...parametersOf('path', schemas.params),
    ...parametersOf('query', schemas.query),
    ...(repeat === 'by-key' ? [KEY_PARAMETER] : []),
  ]
  return {
    operationId: name,
    summary: route.summary,
    ...(confirmed ? { description: 'People must have given their password or passkey within five minutes.' } : {}),
    security: access === 'public' ? [] : permission ? [{ token: [] }, { session: [] }] : [{ session: [] }],
    ...(permission ? { 'x-permission': permission } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(schemas.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(schemas.body) } } } }
      : {}),
    responses: {
      [status]: { description: 'Done.', content: answer },
      default: {
        description: 'Refused; nothing was changed.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

const KEY_PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 8, maxLength: 100 },
  description: 'The same key and body within 24 hours gives the first answer again; another body is refused with 422.',
}

function parametersOf(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema) as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: each,
  }))
}

/** As the sender writes it: defaults may be left out, and readers must bear members they do not know. */
function jsonSchema(schema: z.ZodType): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}
