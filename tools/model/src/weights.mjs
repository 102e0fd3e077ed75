/**
 * A constant of the graph. Half-precision numbers stay 16-bit patterns: the converter only moves them about, so nothing
 * is rounded.
 *
 * @typedef {{shape: number[], values: Uint16Array | Int32Array, half: boolean}} Constant
 */

/**
 * Reads the constants of a TensorFlow.js model.
 *
 * @param {object} topology the parsed `model.json`
 * @param {Buffer} bytes the weight file
 * @returns {Map<string, Constant>} constants by node name
 * @throws when a type is neither float16 nor int32, or when bytes are left over
 */
export function readWeights(topology, bytes) {
  const constants = new Map();
  let offset = 0;
  for (const entry of topology.weightsManifest.flatMap((group) => group.weights)) {
    const half = isHalf(entry);
    const length = count(entry.shape) * (half ? 2 : 4);
    // A copy, since a typed array must start at a multiple of its element size.
    const copy = Uint8Array.from(bytes.subarray(offset, offset + length)).buffer;
    constants.set(entry.name, { shape: entry.shape, half, values: half ? new Uint16Array(copy) : new Int32Array(copy) });
    offset += length;
  }
  if (offset !== bytes.length) throw new Error(`The weights end at byte ${offset}, the file at ${bytes.length}`);
  return constants;
}

/** Number of elements of a shape. */
export const count = (shape) => shape.reduce((product, size) => product * size, 1);

/**
 * Reorders the axes of a constant: axis `i` of the result is axis `permutation[i]` of the argument.
 *
 * @param {Constant} constant
 * @param {number[]} permutation
 * @returns {Constant}
 */
export function transpose(constant, permutation) {
  const shape = permutation.map((axis) => constant.shape[axis]);
  const strides = constant.shape.map((_, axis) => count(constant.shape.slice(axis + 1)));
  const values = new constant.values.constructor(constant.values.length);
  for (let index = 0; index < values.length; index++) {
    let rest = index;
    let from = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += (rest % shape[axis]) * strides[permutation[axis]];
      rest = Math.floor(rest / shape[axis]);
    }
    values[index] = constant.values[from];
  }
  return { ...constant, shape, values };
}

function isHalf(entry) {
  if (entry.dtype === 'float32' && entry.quantization?.dtype === 'float16') return true;
  if (entry.dtype === 'int32' && !entry.quantization) return false;
  throw new Error(`${entry.name} is ${entry.dtype}, ${JSON.stringify(entry.quantization)}: not supported`);
}
