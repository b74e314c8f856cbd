/** Puts values into a sentence: `{seconds}` is replaced by `values.seconds`. A name without a value stays visible. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole))
