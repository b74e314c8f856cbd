import { Pan, toHex } from '@fiftyfive/kernel'
import { moduleKey } from './codes.ts'
import { HostError } from './errors.ts'
import type { Values } from './fields.ts'
import { latin1, latin1Bytes } from './frame.ts'
import { text, value, type Handler } from './handler.ts'

const SCHEMES: Readonly<Record<string, 'visa-cvn10' | 'mastercard'>> = { '0': 'visa-cvn10', '1': 'mastercard' }

function cardOf(values: Values) {
  const digits = toHex(bytes(values, 'panAndSequence'))
  const pan = Pan.parse(digits.slice(0, 14))
  const scheme = SCHEMES[values['scheme'] ?? '']
  if (!scheme) throw new HostError('05')
  if (!pan.ok) throw new HostError('15')
  return {
    key: moduleKey<'cryptogram'>(values['key']),
    pan: pan.value,
    sequenceNumber: digits.slice(14),
    transactionCounter: bytes(values, 'transactionCounter'),
    unpredictableNumber: bytes(values, 'unpredictableNumber'),
    scheme,
    cryptogram: bytes(values, 'cryptogram'),
  }
}

const bytes = (values: Values, name: string): Uint8Array => latin1Bytes(text(values, name))

/**
 * KQ: mode 0 checks a cryptogram, 1 checks and answers it, 2 answers alone. Modes 3 and 4, which check a script's MAC as
 * well, exist for scheme 0 only and are refused: how that MAC is made is not published. Hosts pad the data as their scheme
 * wants it; here zeros fill the last block up, as the device does.
 */
export const verifyCryptogram: Handler = async (module, values) => {
  const mode = values['mode'] ?? ''
  if ((mode === '3' || mode === '4') && values['scheme'] !== '0') throw new HostError('03')
  if (!/^[012]$/.test(mode)) throw new HostError('04')
  const card = cardOf(values)
  if (mode === '2') {
    const responseCode = bytes(values, 'responseCode')
    return { response: latin1(await value(module.cryptogramResponse({ ...card, responseCode }))) }
  }
  const data = bytes(values, 'data')
  if (data.length === 0) throw new HostError('81')
  const answer = await value(
    module.verifyCryptogram({
      ...card,
      data,
      padding: 1,
      ...(mode === '1' && { responseCode: bytes(values, 'responseCode') }),
    }),
  )
  if (!answer.valid) throw new HostError('01')
  return answer.response ? { response: latin1(answer.response) } : {}
}
