// What benches say of many measured values.

/**
 * The value below which that share of all values lies (nearest rank).
 * @param {readonly number[]} values at least one
 * @param {number} share from 0 to 1
 */
export function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** @param {readonly number[]} values at least one */
export const median = (values) => quantile(values, 0.5);

/**
 * @param {number} value
 * @param {number} [digits] after the point
 */
export const round = (value, digits = 2) => Number(value.toFixed(digits));
