import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;
const { AttributeType } = onnx.AttributeProto;

/** Element types by the name that this tool uses. */
export const TYPES = { float: DataType.FLOAT, half: DataType.FLOAT16, byte: DataType.UINT8, long: DataType.INT64 };

const OPSET = 17;
const IR_VERSION = 8;

/** Collects nodes and constants, then writes them as an ONNX model. Tensors are named by strings. */
export class OnnxWriter {
  #nodes = [];
  #constants = [];
  #names = new Set();

  /**
   * Adds a node and answers the names of its outputs.
   *
   * @param {string} operator
   * @param {string[]} inputs an empty name leaves an optional input out
   * @param {string[]} outputs
   * @param {Record<string, number | string | number[]>} attributes numbers are integers, unless given as `{float}`
   */
  node(operator, inputs, outputs, attributes = {}) {
    const attribute = Object.entries(attributes).map(([name, value]) => onnx.AttributeProto.create({ name, ...typed(value) }));
    this.#nodes.push(onnx.NodeProto.create({ name: outputs[0], opType: operator, input: inputs, output: outputs, attribute }));
    return outputs;
  }

  /** Adds a constant of the given element type; `bytes` are little-endian. A name that is there already is not added again. */
  constant(name, type, dims, bytes) {
    if (this.#names.has(name)) return name;
    this.#names.add(name);
    this.#constants.push(onnx.TensorProto.create({ name, dataType: type, dims, rawData: new Uint8Array(bytes) }));
    return name;
  }

  /** Adds single-precision numbers. */
  floats(name, dims, values) {
    return this.constant(name, TYPES.float, dims, Float32Array.from(values).buffer);
  }

  /** Adds a list of 64-bit integers. */
  longs(values) {
    return this.constant(`longs:${values}`, TYPES.long, [values.length], BigInt64Array.from(values, BigInt).buffer);
  }

  /** Adds half-precision numbers, widened when the model is loaded: half the file, the same result. */
  halves(name, { shape, values }) {
    if (this.#names.has(`${name}:half`)) return name;
    this.constant(`${name}:half`, TYPES.half, shape, values.buffer);
    return this.node('Cast', [`${name}:half`], [name], { to: TYPES.float })[0];
  }

  /**
   * @param {{producer: string, description: string, input: object, outputs: object[]}} model ends as made by `tensor()`
   * @returns {Uint8Array} the file
   */
  finish({ producer, description, input, outputs }) {
    const graph = { name: 'nanodet', node: this.#nodes, initializer: this.#constants, input: [input], output: outputs };
    const model = { irVersion: IR_VERSION, producerName: producer, docString: description, graph, opsetImport: [{ domain: '', version: OPSET }] };
    return onnx.ModelProto.encode(onnx.ModelProto.create(model)).finish();
  }
}

/** Describes an input or output; a dimension given as a string is free. */
export function tensor(name, elemType, dims) {
  const dim = dims.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

function typed(value) {
  if (Array.isArray(value)) return { type: AttributeType.INTS, ints: value };
  if (typeof value === 'string') return { type: AttributeType.STRING, s: Buffer.from(value) };
  if (typeof value === 'object') return { type: AttributeType.FLOAT, f: value.float };
  return { type: AttributeType.INT, i: value };
}
