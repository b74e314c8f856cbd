/** DE 63.2 of an answer: what the parties want printed or shown, 20 bytes each, of which a Chinese character takes two. */
export interface Remarks {
  readonly issuer?: string
  readonly unionPay?: string
  readonly acquirer?: string
  /** What follows the three. */
  readonly rest?: string
}

const REMARK_BYTES = 20
const widthOf = (character: string): number => (character.charCodeAt(0) < 0x80 ? 1 : 2)

/** Cuts the `text` of DE 63 (behind the company code) into remarks, without the spaces that fill them. */
export function readRemarks(text: string): Remarks {
  const pieces = ['', '', '', '']
  let width = 0
  for (const character of text) {
    const index = Math.min(3, Math.floor(width / REMARK_BYTES))
    pieces[index] += character
    width += widthOf(character)
  }
  const [issuer = '', unionPay = '', acquirer = '', rest = ''] = pieces.map((piece) => piece.trimEnd())
  return {
    ...(issuer && { issuer }),
    ...(unionPay && { unionPay }),
    ...(acquirer && { acquirer }),
    ...(rest && { rest }),
  }
}

/** The `text` of DE 63 with these remarks; one that is too long loses its end. */
export function writeRemarks({ issuer = '', unionPay = '', acquirer = '', rest = '' }: Remarks): string {
  const filled = [issuer, unionPay, acquirer].map((remark) => {
    let text = ''
    let width = 0
    for (const character of remark) {
      if (width + widthOf(character) > REMARK_BYTES) break
      text += character
      width += widthOf(character)
    }
    return text + ' '.repeat(REMARK_BYTES - width)
  })
  return (filled.join('') + rest).trimEnd()
}
