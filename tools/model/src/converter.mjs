import { OPERATORS } from './operators.mjs';
import { View } from './view.mjs';

/** Walks the source graph backwards from what is asked for; what nothing needs is never written. */
export class Converter {
  #nodes;
  #constants;
  #views = new Map();

  /**
   * @param {object} topology the parsed `model.json`
   * @param {Map<string, import('./weights.mjs').Constant>} constants
   * @param {import('./onnx-writer.mjs').OnnxWriter} writer
   */
  constructor(topology, constants, writer) {
    this.#nodes = new Map(topology.modelTopology.node.map((node) => [node.name, node]));
    this.#constants = constants;
    this.writer = writer;
  }

  /** Says which tensor stands for the graph's own input. */
  bind(name, tensor) {
    const shape = this.node(name).attr.shape.shape.dim.map((dimension) => Number(dimension.size));
    this.#views.set(name, [new View(tensor, shape)]);
  }

  /** The node that makes a value; `name` may carry an output, as in `split:1`. */
  node(name) {
    const found = this.#nodes.get(parse(name).name);
    if (!found) throw new Error(`The graph has no node ${name}`);
    return found;
  }

  /** The value of that name, converted on first use. */
  view(name) {
    const { name: key, output } = parse(name);
    if (!this.#views.has(key)) this.#views.set(key, this.#convert(this.node(key)));
    return this.#views.get(key)[output];
  }

  /** A constant of the graph. */
  constant(name) {
    const found = this.#constants.get(name);
    if (!found) throw new Error(`${name} is not a constant`);
    return found;
  }

  /** Integers known before anything runs: constants, and sums of a constant with nothing. */
  integers(name) {
    const node = this.node(name);
    if (node.op === 'SparseToDense') return this.#nothing(node);
    if (node.op !== 'AddV2') return [...this.constant(name).values];
    const [left, right] = node.input.map((input) => this.integers(input));
    return left.map((value, index) => value + (right[index] ?? right[0]));
  }

  /** An update of a shape at no index at all: all zeros. */
  #nothing(node) {
    if (this.integers(node.input[0]).length > 0) throw new Error(`${node.name} changes a shape`);
    return new Array(this.integers(node.input[1])[0]).fill(0);
  }

  #convert(node) {
    const operator = OPERATORS[node.op];
    if (!operator) throw new Error(`${node.name} is a ${node.op}, which this graph was not known to use`);
    return [operator(this, node)].flat();
  }
}

function parse(reference) {
  const [name, output] = reference.split(':');
  return { name, output: Number(output ?? 0) };
}
