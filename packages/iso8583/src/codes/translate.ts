import type { CodeTable } from './index.ts'
import { toIso2003 } from './iso2003.ts'
import { ISO93_CODES } from './iso93.ts'

/**
 * One outcome a line: UnionPay, ISO 8583:1987, ISO 8583:1993, and 2003 where it has a code that 1993 had not. Where a code stands on several lines the first counts. An
 * empty place has no counterpart: 1987 has no word for a malformed PIN block (UnionPay 99), and to call it 55 would
 * blame, and cost a PIN try of, the wrong person.
 */
const OUTCOMES: readonly (readonly [unionpay: string, iso87: string, iso93: string, iso2003?: string])[] = [
  ['00', '00', '000'],
  ['11', '11', '003'],
  ['16', '16', '004'],
  ['10', '10', '002'],
  ['', '08', '001'],
  ['01', '01', '107'],
  ['02', '02', '108'],
  ['03', '03', '109'],
  ['04', '04', '200'],
  ['05', '05', '100'],
  ['96', '96', '909'],
  ['06', '06', '909'],
  ['07', '07', '207'],
  ['09', '09', '923'],
  ['12', '12', '902'],
  ['13', '13', '110'],
  ['14', '14', '111'],
  ['19', '19', '903'],
  ['20', '20', '909'],
  ['23', '23', '113'],
  ['25', '25', '302'],
  ['25', '25', '914'],
  ['22', '22', '914'],
  ['30', '30', '904'],
  ['31', '31', '905'],
  ['33', '33', '201'],
  ['34', '34', '202'],
  ['34', '59', '102'],
  ['35', '35', '203'],
  ['36', '36', '204'],
  ['37', '37', '205'],
  ['38', '38', '206'],
  ['40', '40', '115'],
  ['41', '41', '208'],
  ['42', '42', '114'],
  ['43', '43', '209'],
  ['44', '44', '114'],
  ['51', '51', '116'],
  ['52', '52', '114'],
  ['53', '53', '114'],
  ['54', '54', '101'],
  ['55', '55', '117'],
  ['56', '56', '118'],
  ['57', '57', '119'],
  ['58', '58', '120'],
  ['45', '57', '120'],
  ['59', '59', '129'],
  ['60', '60', '103'],
  ['61', '61', '121'],
  ['62', '62', '104'],
  ['63', '63', '122'],
  ['64', '64', '110'],
  ['65', '65', '123'],
  ['66', '66', '105'],
  ['67', '67', '204'],
  ['75', '75', '106'],
  ['77', '', '915'],
  ['90', '90', '906'],
  ['91', '91', '907'],
  ['98', '91', '911'],
  ['92', '92', '908'],
  ['15', '15', '908'],
  ['93', '93', '124'],
  ['94', '94', '913'],
  ['95', '95', '501'],
  ['97', '58', '120'],
  ['70', '', '112'],
  ['99', '', '126'],
  ['99', '', '127'],
  ['99', '', '128'],
  ['A0', '96', '916'],
  ['A0', '96', '917'],
  ['A7', '96', '921'],
  ['A7', '96', '920'],
  ['A7', '96', '919'],
  ['A7', '96', '918'],
  ['91', '91', '912'],
  ['91', '91', '910'],
  ['', '21', '306'],
  ['21', '57', '125'],
  ['', '17', '902'],
  ['', '24', '301'],
  ['', '26', '308'],
  ['', '27', '304'],
  ['', '28', '305'],
  ['', '29', '306'],
  ['39', '39', '114'],
  ['96', '96', '922'],
  ['05', '05', '950'],
  ['68', '68', '911'],
  ['Y1', '', '', '0012'],
  ['Y3', '', '', '0011'],
  ['Z1', '', '', '1064'],
  ['Z3', '', '', '1065'],
  ['00', '85', '000'],
  ['59', '59', '129', '1045'],
  ['A7', '', '', '9124'],
]

const codeIn = (table: CodeTable, [unionpay, iso87, iso93, iso2003]: (typeof OUTCOMES)[number]): string => {
  if (table === 'unionpay') return unionpay
  if (table === 'iso87') return iso87
  if (table === 'iso93') return iso93
  return iso2003 ?? (iso93 === '' ? '' : toIso2003(iso93))
}

/**
 * The code of another table for the same outcome; undefined when that table has none. Nothing is rounded to a code of
 * another meaning here: what to answer instead is the caller's decision.
 */
export function translateCode(from: CodeTable, value: string, to: CodeTable): string | undefined {
  if (from === to) return value
  // All codes of 1993 live on in 2003, those without a counterpart elsewhere too.
  if (from === 'iso93' && to === 'iso2003') return Object.hasOwn(ISO93_CODES, value) ? toIso2003(value) : undefined
  if (from === 'iso2003' && to === 'iso93')
    return Object.keys(ISO93_CODES).find((action) => toIso2003(action) === value)
  const line = OUTCOMES.find((outcome) => codeIn(from, outcome) === value && codeIn(to, outcome) !== '')
  return line && codeIn(to, line)
}
