import type { ConnectionOptions, TlsOptions } from 'node:tls'

/** What a host-command server shows, and whom it lets in. All PEM. */
export interface ServerTls {
  readonly certificate: string
  readonly key: string
  /** Clients must show a certificate of one of these authorities. Without them every client is let in. */
  readonly clientAuthorities?: string
}

/** Whom a client trusts, and what it shows. All PEM; a module's certificate is always checked. */
export interface ClientTls {
  /** Instead of the system's authorities. */
  readonly authorities?: string
  /** The name in the module's certificate, when it is not the address it is reached at. */
  readonly serverName?: string
  readonly certificate?: string
  readonly key?: string
}

/** PCI PIN asks for TLS 1.2 at least; the settings above leave no way to go below. */
const OLDEST = { minVersion: 'TLSv1.2' } as const

export function serverTlsOptions({ certificate, key, clientAuthorities }: ServerTls): TlsOptions {
  const mutual = clientAuthorities !== undefined
  return {
    ...OLDEST,
    cert: certificate,
    key,
    ...(mutual && { ca: clientAuthorities, requestCert: true, rejectUnauthorized: true }),
  }
}

export function clientTlsOptions({ authorities, serverName, certificate, key }: ClientTls): ConnectionOptions {
  return {
    ...OLDEST,
    rejectUnauthorized: true,
    ...(authorities !== undefined && { ca: authorities }),
    ...(serverName !== undefined && { servername: serverName }),
    ...(certificate !== undefined && { cert: certificate }),
    ...(key !== undefined && { key }),
  }
}
