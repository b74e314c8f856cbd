/**
 * PINs a guesser tries first: one digit repeated, a run up or down, one half repeated, years of birth. They make up far
 * more than their share of chosen PINs (Bonneau, Preibusch and Anderson 2012), so nobody may choose them anew.
 */
export function isGuessablePin(pin: string): boolean {
  const digits = Array.from(pin, Number)
  const steps = new Set(digits.slice(1).map((digit, i) => (digit - (digits[i] as number) + 10) % 10))
  if (steps.size === 1 && [0, 1, 9].includes([...steps][0] as number)) return true
  for (let period = 2; period <= pin.length / 2; period++) {
    if (pin.length % period === 0 && pin === pin.slice(0, period).repeat(pin.length / period)) return true
  }
  return pin.length === 4 && /^(?:19|20)\d\d$/.test(pin)
}
