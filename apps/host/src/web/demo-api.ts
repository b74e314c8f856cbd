import { issueActivation, type AcquirerPorts, type Merchant } from '@fiftyfive/acquiring'
import { API, demoAction, qrPayment } from '@fiftyfive/contract'
import type { FastifyInstance } from 'fastify'
import type { DemoControls } from '../configuration.ts'
import type { OpenQrOrders } from '../qr/orders.ts'
import type { TcpIssuerLink } from '../issuers/issuer-link.ts'
import { sendFault } from './server.ts'

const DEMO_MERCHANT: Merchant = {
  id: '898310154110001',
  name: { en: 'Corner Tea House', 'zh-CN': '街角茶馆' },
}

/** The demonstration's cards, bank and network belong to everybody who looks at it. */
const OPEN = { config: { access: 'public' as const } }

/** Paths of the demo: cards to pay with, and a bank and a network that can be disturbed. Absent in earnest. */
export function demoApi(
  server: FastifyInstance,
  ports: {
    readonly acquirer: AcquirerPorts
    readonly link: TcpIssuerLink
    readonly demo: DemoControls
    readonly qrOrders: OpenQrOrders
  },
): void {
  const { acquirer, link, demo, qrOrders } = ports
  server.post(API.demo.terminal, OPEN, async () => ({ activationCode: await issueActivation(acquirer, DEMO_MERCHANT) }))
  server.get(API.demo.cards, OPEN, () => demo.cards())
  server.get(API.demo.cardStates, OPEN, () => demo.cardStates())
  server.get(API.demo.state, OPEN, () => ({ issuerLink: link.condition }))
  server.post(API.demo.action, OPEN, async (request, reply) => {
    const parsed = demoAction.safeParse(request.body)
    if (!parsed.success) return sendFault(reply, 'FF_INPUT', 'unknown action')
    const action = parsed.data
    if (action.action === 'issuer-link') {
      link.setCondition(action.state)
      return { ok: true }
    }
    const known = await demo.setTries(action.card, action.action === 'lock-card' ? 'none' : 'all')
    return known ? { ok: true } : sendFault(reply, 'FF_NOT_FOUND')
  })
  server.post(API.demo.payQr, OPEN, async (request, reply) => {
    const parsed = qrPayment.safeParse(request.body)
    if (!parsed.success) return sendFault(reply, 'FF_INPUT', 'a terminal and an order number are expected')
    const { terminal, order } = parsed.data
    const paid = await qrOrders.pay(`${terminal}-${order.slice(0, 6)}-${order.slice(6)}`)
    return paid ? { ok: true } : sendFault(reply, 'FF_NOT_FOUND')
  })
}
