/** How often a property is tried: a tenth under mutation, where every run is repeated for thousands of mutants. */
export const runs = (count: number): number =>
  process.env['FIFTYFIVE_MUTATION'] === undefined ? count : Math.ceil(count / 10)
