import type { IssuerLink } from '@fiftyfive/acquiring'
import type { Iso87Message } from '@fiftyfive/iso8583'
import type { HostConfiguration } from '../configuration.ts'
import type { Tracer } from '../telemetry/index.ts'
import type { Admission } from '../terminals/admission.ts'
import { readZoneKeys } from '../zone-keys.ts'
import { TcpIssuerLink } from './issuer-link.ts'

/** A link to each issuer. `unexpected` takes answers that nobody waits for any more. */
export function openLinks(
  { issuers, issuerTimeout_ms, dataDirectory, securityModule, logger }: HostConfiguration,
  unexpected: (link: string, message: Iso87Message) => Promise<unknown>,
): readonly TcpIssuerLink[] {
  return issuers.map(
    (issuer) =>
      new TcpIssuerLink(issuer, readZoneKeys(dataDirectory, issuer.name), {
        securityModule,
        logger,
        timeout_ms: issuerTimeout_ms,
        unexpected: (message) => void unexpected(issuer.name, message),
      }),
  )
}

/** While a payment waits for its issuer, the host has room for another. */
export const waitingElsewhere = (link: TcpIssuerLink, admission: Admission, tracer: Tracer): IssuerLink => ({
  name: link.name,
  ranges: link.ranges,
  acquirerId: link.acquirerId,
  get zoneKeys() {
    return link.zoneKeys
  },
  ring: link.ring,
  standIn: link.standIn,
  pinBlockFormat: link.pinBlockFormat,
  up: () => link.up(),
  exchange(request, under) {
    const exchanged = () => admission.away(link.exchange(request, under))
    if (!tracer.isOn) return exchanged()
    const attributes = { 'fiftyfive.link': link.name, 'fiftyfive.mti': request.mti }
    return tracer.within('issuer exchange', 'client', attributes, async (span) => {
      const answered = await exchanged()
      span.set({ 'fiftyfive.answer': answered.ok ? (answered.value[39] ?? '') : answered.error })
      return answered
    })
  },
})
