/**
 * What published methods reached, by set of cases: F1, and seconds a case. S and L were made with the generator published
 * with RiskLoc (M. Kalander, 2022), its documented parameters; P1 and P2 are shaped like payments (PIN declines out of
 * attempts, sparse leaves). Measured once with the authors' own Python code (PyPI and GitHub, 2026) on one core of a
 * shared machine, so the times show the order of size.
 */
export const PUBLISHED: Readonly<Record<string, readonly (readonly [method: string, f1: number, seconds: number])[]>> =
  {
    S: [
      ['RiskLoc', 0.745, 2.6],
      ['AutoRoot', 0.476, 1.0],
      ['Squeeze', 0.095, 37],
      ['Adtributor', 0, 0.03],
      ['recursive Adtributor', 0, 0.03],
    ],
    L: [
      ['RiskLoc', 0.812, 1.0],
      ['AutoRoot', 0.61, 0.3],
      ['Squeeze', 0.333, 7.4],
      ['Adtributor', 0, 0.02],
      ['recursive Adtributor', 0.013, 0.1],
    ],
    P1: [
      ['AutoRoot', 0.474, 1.2],
      ['Adtributor', 0.364, 0.03],
      ['RobustSpot', 0.361, 1.5],
      ['RiskLoc', 0.032, 5.7],
      ['recursive Adtributor', 0, 0.04],
    ],
    P2: [
      ['AutoRoot', 0.25, 12.5],
      ['RobustSpot', 0.222, 1.3],
      ['Adtributor', 0.043, 0.04],
      ['RiskLoc', 0, 10.8],
      ['recursive Adtributor', 0, 0.04],
    ],
  }
