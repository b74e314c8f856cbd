/**
 * Puts values into a sentence: `{seconds}` is replaced by `values.seconds`, and `{sales:sale|sales}` by the value with the
 * word that suits it: `1 sale`, `12 sales`. A name without a value stays visible.
 */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replaceAll(
    /\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g,
    (whole, name: string, one: string | undefined, many: string | undefined) => {
      if (!(name in values)) return whole
      const value = String(values[name])
      return one === undefined ? value : `${value} ${value === '1' ? one : many}`
    },
  )
