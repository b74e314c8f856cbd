import type { FastifyRequest } from 'fastify'
import { signedIn } from './guard.ts'

/** What is somebody else's is not there: nobody learns by asking which merchants there are. */
export const isOwn = (request: FastifyRequest, merchant: string): boolean =>
  signedIn(request).account.merchants.includes(merchant)
