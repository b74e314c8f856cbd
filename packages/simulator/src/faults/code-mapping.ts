import type { FaultModule } from './fault.ts'
import { linkFor } from './zone-key.ts'

/** A new table of response codes at our gateway to one network makes 55 of what is no wrong PIN: 51, 54, 62. */
export const codeMapping: FaultModule = {
  name: 'code-mapping',
  cause: 'code-mapping',
  owner: 'acquirer',
  install(site) {
    const link = linkFor(site)
    site.scope(`link=${link.name}`)
    const wrong = new Set(['51', '54', '62'])
    link.hooks.push({
      answer(answer, request) {
        const code = answer[39] ?? ''
        if (!wrong.has(code) || !site.acts()) return answer
        const story = site.fleet.storyOfPan(request[2] ?? '')
        site.mark(story, 'answer')
        if (story) story.seen.originalCode = code
        return { ...answer, 39: '55' }
      },
    })
    const change = { kind: 'table-changed', table: 'codes', scope: `link=${link.name}` } as const
    site.when(site.from, () => site.fleet.event({ ...change, at: site.fleet.time.now(), version: 'C12' }))
    site.when(site.until - 1, () => site.fleet.event({ ...change, at: site.fleet.time.now(), version: 'C13' }))
  },
}
