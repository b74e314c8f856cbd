import type { ChipContent, ChipState } from '@fiftyfive/emv'
import { giveChip, personalizeCard, PIN_TRIES_MAX, setTries, type IssuerPorts } from '@fiftyfive/issuing'
import { ClearPin, expectOk, Pan } from '@fiftyfive/kernel'
import type { Certification } from './certification.ts'
import { type CardMaker, openCardMaker } from './card-maker.ts'
import { ChipMemories } from './chip-memories.ts'
import { DEMO_CARDS, type DemoCardOrder, withCheckDigit } from './demo-cards.ts'
import { TOWNSPEOPLE } from './townspeople.ts'

/** International use, online authorisation, no restrictions; the 2 says: has a chip, use it (ISO/IEC 7813). */
const SERVICE_CODE = '201'

/** A card in somebody's hand. */
export type DemoBankCard = Pick<
  DemoCardOrder,
  'id' | 'label' | 'pin' | 'expiry' | 'sequenceNumber' | 'cardholderName' | 'condition'
> & {
  readonly pan: string
  readonly serviceCode: string
  readonly chip?: ChipContent
}

export interface DemoBank {
  cards(): readonly DemoBankCard[]
  /** Cards of the people who shop in the demo's town, issued when they are first asked for. */
  townspeople(): Promise<readonly DemoBankCard[]>
  cardStates(): Promise<
    readonly {
      readonly id: string
      readonly triesLeft: number
      readonly locked: boolean
      readonly balance_minor: number
    }[]
  >
  setTries(cardId: string, tries: 'none' | 'all'): Promise<boolean>
  /** Takes a card's chip up, with what it remembers, and lays it down again; a card may also be one of the town's. */
  takeChip(cardId: string): ChipState | undefined
  keepChip(cardId: string, memory: ChipState & { readonly inReader?: true | undefined }): boolean
}

/** Issues the demo's cards, once, and answers for them at the bank's counter. */
export async function demoBank(
  ports: IssuerPorts,
  files: { readonly certification?: Certification; readonly keyFile: string; readonly memoryFile: string },
): Promise<DemoBank> {
  const { certification, keyFile, memoryFile } = files
  const memories = new ChipMemories(memoryFile)
  const tokens = new Map<string, string>()
  const issue = async (orders: readonly DemoCardOrder[], maker?: CardMaker): Promise<readonly IssuedCard[]> => {
    const cards: IssuedCard[] = []
    for (const order of orders.flatMap((one) => [one, ...creditOf(one)])) {
      const pan = withCheckDigit(order.number)
      const { sequenceNumber, expiry, chipPin, pin, authentication, offline, device } = order
      const chip = await maker?.chip({
        pan,
        expiry,
        sequenceNumber,
        ...(chipPin ? { chipPin: pin } : {}),
        ...(authentication ? { authentication } : {}),
        ...(offline ? { offline } : {}),
        ...(device ? { device } : {}),
      })
      const token = ports.cardVault.store(Pan.of(pan)).token
      // One chip has one memory, whichever of its accounts pays.
      if (cards.at(-1)?.order.id !== order.id) tokens.set(order.id, token)
      cards.push({ order, pan, token, ...(chip ? { chip } : {}) })
    }
    for (const { order, pan, token, chip } of cards) {
      if (await ports.store.card(token)) {
        if (chip) await giveChip(ports, token, order.chipPin)
        continue
      }
      const { pin, expiry, sequenceNumber, available_minor } = order
      const ordered = {
        pan: Pan.of(pan),
        pin: ClearPin.of(pin),
        expiry,
        sequenceNumber,
        available_minor,
        currency: 'CNY',
        ...(chip ? { chip: true as const } : {}),
        ...(chip && order.chipPin ? { chipPin: true as const } : {}),
      }
      expectOk(await personalizeCard(ports, ordered), `demo card ${order.id}`)
      if (order.triesLeft !== undefined) await setTries(ports, token, order.triesLeft)
    }
    return inOneChip(cards)
  }
  const { chipKeys } = ports
  const maker = chipKeys && (await openCardMaker(ports, chipKeys, certification, keyFile))
  const cards = await issue(DEMO_CARDS, maker)
  return {
    cards: () => cards.map(inHand),
    townspeople: async () => (await issue(TOWNSPEOPLE, maker)).map(inHand),
    cardStates: () =>
      Promise.all(
        cards.map(async ({ order, token }) => {
          const card = await ports.store.card(token)
          const triesLeft = card?.triesLeft ?? 0
          return { id: order.id, triesLeft, locked: triesLeft === 0, balance_minor: card?.available_minor ?? 0 }
        }),
      ),
    async setTries(cardId, tries) {
      const card = cards.find(({ order }) => order.id === cardId)
      if (card && tries === 'all') memories.unblock(card.token)
      return card !== undefined && setTries(ports, card.token, tries === 'none' ? 0 : PIN_TRIES_MAX)
    },
    takeChip(cardId) {
      const token = tokens.get(cardId)
      return token === undefined ? undefined : memories.take(token)
    },
    keepChip(cardId, memory) {
      const token = tokens.get(cardId)
      if (token !== undefined) memories.keep(token, memory)
      return token !== undefined
    },
  }
}

interface IssuedCard {
  readonly order: DemoCardOrder
  readonly pan: string
  readonly token: string
  readonly chip?: ChipContent
}

/** The other account on a card's chip, as an order of its own. */
const creditOf = ({ credit, ...order }: DemoCardOrder): readonly DemoCardOrder[] =>
  credit ? [{ ...order, ...credit }] : []

const CREDIT = { aid: 'A000000333010102', label: 'UnionPay Credit' } as const

/** Accounts of one order lie in one chip. */
const inOneChip = (cards: readonly IssuedCard[]): readonly IssuedCard[] =>
  cards.flatMap((card, place) => {
    if (cards[place - 1]?.order.id === card.order.id) return []
    const next = cards[place + 1]
    if (!card.chip || !next?.chip || next.order.id !== card.order.id) return [card]
    const further = [{ pan: next.pan, chip: { ...next.chip, application: CREDIT } }]
    return [{ ...card, chip: { ...card.chip, further } }]
  })

function inHand({ order, pan, chip }: IssuedCard): DemoBankCard {
  const { id, label, pin, expiry, sequenceNumber, cardholderName, condition } = order
  const card = { id, label, pin, expiry, sequenceNumber, cardholderName, condition }
  return { ...card, pan, serviceCode: SERVICE_CODE, ...(chip ? { chip } : {}) }
}
