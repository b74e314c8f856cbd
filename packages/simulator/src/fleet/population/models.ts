interface Version {
  readonly version: string
  readonly share: number
}

interface Model {
  readonly name: string
  readonly share: number
  readonly software: readonly Version[]
  readonly kernels: readonly Version[]
  /** Signs on by itself, and asks once more, when the host could not use its keys; others need the cashier for it. */
  readonly repairsItself: boolean
  /** Its PIN pad enciphers under DUKPT instead of the sign-on's PIN key. */
  readonly dukpt: boolean
}

const model = (
  name: string,
  share: number,
  software: readonly Version[],
  kernels: readonly Version[],
  ways: { readonly repairsItself?: boolean; readonly dukpt?: boolean } = {},
): Model => ({ name, share, software, kernels, repairsItself: ways.repairsItself ?? false, dukpt: ways.dukpt ?? false })
const at = (version: string, share: number): Version => ({ version, share })

/** Six kinds of terminal on the market, none of them a real product. */
export const MODELS = [
  model('C20', 0.26, [at('2.4.1', 0.7), at('2.4.0', 0.3)], [at('K6', 1)]),
  model('C30', 0.22, [at('3.1.0', 0.8), at('3.0.2', 0.2)], [at('K6', 0.6), at('K7', 0.4)], { repairsItself: true }),
  model('M5', 0.18, [at('1.9.3', 0.5), at('1.9.1', 0.5)], [at('K5', 1)]),
  model('M7', 0.14, [at('2.0.0', 1)], [at('K7', 1)], { repairsItself: true }),
  model('S1', 0.1, [at('5.2.0', 0.6), at('5.1.4', 0.4)], [at('K7', 0.5), at('K8', 0.5)], { repairsItself: true }),
  model('U9', 0.1, [at('1.0.7', 1)], [at('K5', 1)], { dukpt: true }),
] as const satisfies readonly Model[]
export type ModelName = string

export const modelOf = (name: ModelName): Model =>
  (MODELS as readonly Model[]).find((each) => each.name === name) ?? MODELS[0]

/** How terminals reach the acquirer, and what a message takes on the way, one direction, in milliseconds. */
export const ACCESS_KINDS = [
  { name: 'cellular-a', share: 0.35, least_ms: 60, mean_ms: 90, loss: 0.0006 },
  { name: 'cellular-b', share: 0.2, least_ms: 70, mean_ms: 120, loss: 0.0009 },
  { name: 'broadband', share: 0.45, least_ms: 8, mean_ms: 12, loss: 0.0001 },
] as const
