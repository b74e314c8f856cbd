import { err, ok, type Result } from '@fiftyfive/kernel'
import type { Model } from '../model/index.ts'
import type { LikelihoodTable } from '../model/likelihood.ts'
import type { LearntModel } from './learn.ts'

/** A model file as people gave it, held against the model it is for. The error says where it does not fit. */
export function readLearntModel(value: unknown, model: Model): Result<LearntModel, string> {
  const file = value as Partial<LearntModel> | null
  if (typeof file !== 'object' || file === null || typeof file.version !== 'string') return err('this is no model file')
  if (file.base !== model.version) return err(`it was learnt for ${String(file.base)}, and this is ${model.version}`)
  const wrong = wrongRow(file.features, model.features, model) ?? wrongRow(file.incident, model.incident, model)
  return wrong === undefined ? ok(file as LearntModel) : err(wrong)
}

const SUM_ERROR_MAX = 0.001

function wrongRow(rows: unknown, tables: object, model: Model): string | undefined {
  if (typeof rows !== 'object' || rows === null) return 'features and incident are expected'
  for (const [feature, causes] of Object.entries(rows)) {
    const table = (tables as Record<string, LikelihoodTable>)[feature]
    if (!table || !Object.hasOwn(tables, feature)) return `no feature ${feature}`
    for (const [cause, row] of Object.entries(causes as object)) {
      const where = `${feature} of ${cause}`
      if (!Object.hasOwn(model.priors, cause)) return `${where}: no such cause`
      const shares = Object.entries(row as object)
      if (shares.some(([outcome]) => !Object.hasOwn(table.background, outcome))) return `${where}: no such outcome`
      const isShare = (each: unknown) => typeof each === 'number' && each >= 0 && each <= 1
      if (!shares.every(([, share]) => isShare(share))) return `${where}: shares of 0 to 1 are expected`
      const sum = shares.reduce((total, [, share]) => total + (share as number), 0)
      if (Math.abs(sum - 1) > SUM_ERROR_MAX) return `${where}: the shares add up to ${sum}`
    }
  }
  return undefined
}
