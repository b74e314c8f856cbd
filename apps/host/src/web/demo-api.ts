import { issueActivation, type AcquirerPorts, type Merchant } from '@fiftyfive/acquiring'
import { ok } from '@fiftyfive/kernel'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../accounts/ports.ts'
import type { DemoControls } from '../configuration.ts'
import type { OpenQrOrders } from '../qr/orders.ts'
import type { TcpIssuerLink } from '../issuers/issuer-link.ts'
import { serve } from './serve.ts'

const DEMO_MERCHANT: Merchant = {
  id: '898310154110001',
  name: { en: 'Corner Tea House', 'zh-CN': '街角茶馆' },
}

/** Paths of the demo: cards to pay with, and a bank and a network that can be disturbed. Absent in earnest; everybody's who looks. */
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
  serve(server, 'demoTerminal', async () => ok({ activationCode: await issueActivation(acquirer, DEMO_MERCHANT) }))
  serve(server, 'demoCards', () => ok([...demo.cards()]))
  serve(server, 'demoCardStates', async () => ok([...(await demo.cardStates())]))
  serve(server, 'demoState', () => ok({ issuerLink: link.condition }))
  serve(server, 'demoAction', async ({ body }) => {
    if (body.action === 'issuer-link') {
      link.setCondition(body.state)
      return ok(undefined)
    }
    const known = await demo.setTries(body.card, body.action === 'lock-card' ? 'none' : 'all')
    return known ? ok(undefined) : refuse('FF_NOT_FOUND')
  })
  serve(server, 'demoTakeChip', ({ params: { card } }) => {
    const memory = demo.takeChip(card)
    return memory ? ok(memory) : refuse('FF_NOT_FOUND')
  })
  serve(server, 'demoKeepChip', ({ params: { card }, body }) =>
    demo.keepChip(card, body) ? ok(undefined) : refuse('FF_NOT_FOUND'),
  )
  serve(server, 'demoQrOrder', ({ params: { id } }) => {
    const order = qrOrders.told(paymentKeyOf(id))
    return order ? ok(order) : refuse('FF_NOT_FOUND')
  })
  serve(server, 'demoPayQr', async ({ body: { terminal, order } }) => {
    const paid = await qrOrders.pay(paymentKeyOf(`${terminal}-${order}`))
    return paid ? ok(undefined) : refuse('FF_NOT_FOUND')
  })
}

/** An order number is batch and trace number of its payment. */
const paymentKeyOf = (id: string): string => `${id.slice(0, -6)}-${id.slice(-6)}`
