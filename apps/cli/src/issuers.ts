import { readFileSync } from 'node:fs'
import type { IssuerConfiguration } from '@fiftyfive/host'
import { z } from 'zod'
import { CommandFailure, EXIT } from './exit.ts'

const link = z.strictObject({
  name: z.string().min(1),
  host: z.string().min(1),
  port: z.int().min(1).max(65_535),
  /** Leading digits of the card numbers it serves; the longest match of all links wins. */
  ranges: z.array(z.string().regex(/^\d{1,12}$/)).min(1),
  acquirerId: z.string().regex(/^\d{6,11}$/),
  /** Sales without a PIN that may be approved in its place while it cannot be asked, by range; amounts in minor units. */
  standIn: z
    .array(
      z.strictObject({
        range: z.string().regex(/^\d{1,12}$/),
        currency: z.enum(['CNY']),
        amountMax_minor: z.int().positive(),
        perCard: z.strictObject({ count: z.int().positive(), amount_minor: z.int().positive() }),
      }),
    )
    .optional(),
  /** TLS with the issuer: its authority, and our own certificate and key where it asks for one. Paths of PEM files. */
  tls: z
    .strictObject({
      ca: z.string().optional(),
      certificate: z.string().optional(),
      key: z.string().optional(),
      servername: z.string().optional(),
    })
    .optional(),
})

/** The issuer links of a file. */
export function readIssuers(file: string): IssuerConfiguration[] {
  const parsed = z.array(link).min(1).safeParse(parseJson(file))
  if (!parsed.success) throw new CommandFailure(`${file}: ${z.prettifyError(parsed.error)}`, EXIT.usage)
  return parsed.data.map(({ tls, standIn, ...rest }) => ({
    ...rest,
    ...(standIn && { standIn }),
    ...(tls && {
      tls: {
        ...(tls.ca && { ca: readFileSync(tls.ca) }),
        ...(tls.certificate && { cert: readFileSync(tls.certificate) }),
        ...(tls.key && { key: readFileSync(tls.key) }),
        ...(tls.servername && { servername: tls.servername }),
      },
    }),
  }))
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (failure) {
    throw new CommandFailure(`${file}: ${(failure as Error).message}`, EXIT.usage)
  }
}
