import { err } from '@fiftyfive/kernel'
import type { FaultModule } from '../fault.ts'
import { rangeFor } from '../issuer-data.ts'

/** A bank's module was licensed for too few verifications: above a number a minute it refuses, in the busy hours only. */
export const busyIssuerModule: FaultModule = {
  name: 'busy-issuer-module',
  owner: 'issuer',
  install(site) {
    const { fleet } = site
    const bank = rangeFor(site).bank
    const ranges = fleet.banks.find(({ name }) => name === bank)?.ranges ?? []
    site.scope(`issuer=${bank}`, ...(ranges.length === 1 ? [`range=${ranges[0]?.prefix ?? ''}`] : []))
    const window_ms = 1_200_000
    let recent: number[] = []
    fleet.issuers.hosts.get(bank)?.around.push(async (command, request, next) => {
      if (command !== 'verifyPinReference' || !site.present) return next(command, request)
      const now = fleet.time.now()
      recent = recent.filter((at) => at > now - window_ms)
      recent.push(now)
      if (recent.length <= (site.options.count ?? 1)) return next(command, request)
      site.mark(fleet.storyOfPan((request as { pan: { reveal(): string } }).pan.reveal()), 'issuer')
      return err({ reason: 'limit-exceeded', detail: 'licensed rate' })
    })
  },
}
