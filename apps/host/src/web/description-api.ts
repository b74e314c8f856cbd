import { openApiDocument } from '@fiftyfive/contract/openapi'
import { ok } from '@fiftyfive/kernel'
import type { FastifyInstance } from 'fastify'
import { serve } from './serve.ts'

/** The API describes itself. Written out when somebody asks first. */
export function descriptionApi(server: FastifyInstance): void {
  let document: ReturnType<typeof openApiDocument> | undefined
  serve(server, 'openApi', () => ok({ openapi: '3.1.0', ...(document ??= openApiDocument()) }))
}
