import { type Candidate, type Model, withUnnamed } from '@fiftyfive/diagnosis/training'

/** The model as if nobody had ever heard of a cause. */
export function without(model: Model, cause: string): Model {
  const rest = (shares: Readonly<Record<Candidate, number>>) =>
    Object.fromEntries(Object.entries(shares).filter(([name]) => name !== cause)) as Record<Candidate, number>
  return withUnnamed({ ...model, priors: rest(model.priors), incidentPriors: rest(model.incidentPriors) })
}
