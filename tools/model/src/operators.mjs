import { count, transpose } from './weights.mjs';
import { CHANNELS_LAST, View } from './view.mjs';

/**
 * The operators of this one graph, each `(converter, node) → View | View[]`. What the graph does not use is refused
 * rather than guessed.
 */
export const OPERATORS = {
  Transpose: (converter, node) => converter.view(node.input[0]).transpose(converter.integers(node.input[1])),
  Identity: (converter, node) => converter.view(node.input[0]),
  Conv2D: (converter, node) => convolution(converter, node),
  MaxPool: maximumPool,
  Add: add,
  LeakyRelu: (converter, node) => unary(converter, node, 'LeakyRelu', { alpha: { float: node.attr.alpha.f } }),
  Sigmoid: (converter, node) => unary(converter, node, 'Sigmoid'),
  ConcatV2: concatenate,
  SplitV: split,
  ResizeBilinear: resize,
  Reshape: reshape,
};

function convolution(converter, node, bias = []) {
  const { view, padding } = padded(converter, node);
  const kernel = converter.constant(node.input[1]);
  const [height, width, , channels] = kernel.shape;
  const weights = converter.writer.halves(`${node.name}/weights`, transpose(kernel, [3, 2, 0, 1]));
  const strides = spatial(node.attr.strides);
  const attributes = { kernel_shape: [height, width], strides, pads: padding };
  const [tensor] = converter.writer.node('Conv', [channelsFirst(view), weights, ...bias], [node.name], attributes);
  return new View(tensor, [1, ...windows(view, [height, width], strides, padding), channels], CHANNELS_LAST);
}

function maximumPool(converter, node) {
  const { view, padding } = padded(converter, node);
  const size = spatial(node.attr.ksize);
  const strides = spatial(node.attr.strides);
  const attributes = { kernel_shape: size, strides, pads: padding };
  const [tensor] = converter.writer.node('MaxPool', [channelsFirst(view)], [node.name], attributes);
  return new View(tensor, [1, ...windows(view, size, strides, padding), view.shape[3]], CHANNELS_LAST);
}

/**
 * The input of a convolution or pool, and its padding `[top, left, bottom, right]`: the source graph pads in a node of its
 * own, which would copy every picture once more. Zeros before a convolution and minus infinity before a maximum are what
 * ONNX pads with as well.
 */
function padded(converter, node) {
  if (text(node.attr.padding) !== 'VALID') throw new Error(`${node.name} pads by itself`);
  const transposition = converter.node(node.input[0]);
  const pad = transposition.op === 'Transpose' ? converter.node(transposition.input[0]) : transposition;
  if (!pad.op.startsWith('Pad')) return { view: converter.view(node.input[0]), padding: [0, 0, 0, 0] };
  if (pad === transposition) throw new Error(`${pad.name} pads with the channels last`);
  const [, , , , top, bottom, left, right] = converter.integers(pad.input[1]);
  const view = converter.view(pad.input[0]).transpose(converter.integers(transposition.input[1]));
  return { view, padding: [top, left, bottom, right] };
}

function add(converter, node) {
  const [left, right] = node.input.map((name) => converter.node(name));
  if (right.op === 'Const' && left.op === 'Conv2D') {
    const bias = converter.constant(right.name);
    const flat = { ...bias, shape: [count(bias.shape)] };
    return convolution(converter, left, [converter.writer.halves(`${node.name}/bias`, flat)]);
  }
  const [first, second] = node.input.map((name) => converter.view(name));
  if (first.axes.join() !== second.axes.join()) throw new Error(`${node.name} adds two layouts`);
  return first.like(converter.writer.node('Add', [first.tensor, second.tensor], [node.name])[0]);
}

function unary(converter, node, operator, attributes = {}) {
  const view = converter.view(node.input[0]);
  return view.like(converter.writer.node(operator, [view.tensor], [node.name], attributes)[0]);
}

function concatenate(converter, node) {
  const views = node.input.slice(0, -1).map((name) => converter.view(name));
  const [axis] = converter.integers(node.input.at(-1));
  const [first] = views;
  if (views.some((view) => view.axes.join() !== first.axes.join())) throw new Error(`${node.name} joins two layouts`);
  const attributes = { axis: first.axes[axis] };
  const [tensor] = converter.writer.node('Concat', views.map((view) => view.tensor), [node.name], attributes);
  return first.like(tensor, first.shape.with(axis, views.reduce((sum, view) => sum + view.shape[axis], 0)));
}

function split(converter, node) {
  const view = converter.view(node.input[0]);
  const sizes = converter.integers(node.input[1]);
  const [axis] = converter.integers(node.input[2]);
  const names = sizes.map((_, index) => `${node.name}:${index}`);
  converter.writer.node('Split', [view.tensor, converter.writer.longs(sizes)], names, { axis: view.axes[axis] });
  return names.map((name, index) => view.like(name, view.shape.with(axis, sizes[index])));
}

/** By a factor instead of to a size, so that the model takes pictures of any size. */
function resize(converter, node) {
  if (!node.attr.half_pixel_centers?.b || node.attr.align_corners?.b) throw new Error(`${node.name} samples differently`);
  const view = converter.view(node.input[0]);
  const [height, width] = converter.integers(node.input[1]);
  const factors = [1, 1, height / view.shape[1], width / view.shape[2]];
  const scale = converter.writer.floats(`scale:${factors}`, [4], factors);
  const attributes = { mode: 'linear', coordinate_transformation_mode: 'half_pixel' };
  const [tensor] = converter.writer.node('Resize', [channelsFirst(view), '', scale], [node.name], attributes);
  return view.like(tensor, [1, height, width, view.shape[3]]);
}

function reshape(converter, node) {
  const view = converter.view(node.input[0]);
  const shape = converter.integers(node.input[1]);
  if (!view.plain || shape.filter((size) => size === -1).length !== 1) throw new Error(`${node.name} is of a fixed size`);
  const known = shape.filter((size) => size !== -1);
  const [tensor] = converter.writer.node('Reshape', [view.tensor, converter.writer.longs(shape)], [node.name]);
  return new View(tensor, shape.with(shape.indexOf(-1), count(view.shape) / count(known)));
}

function channelsFirst(view) {
  if (!view.channelsFirst) throw new Error(`${view.tensor} has its axes in the order ${view.axes}`);
  return view.tensor;
}

const windows = (view, size, strides, [top, left, bottom, right]) =>
  [view.shape[1] + top + bottom, view.shape[2] + left + right].map((length, axis) =>
    Math.floor((length - size[axis]) / strides[axis]) + 1);

const spatial = (attribute) => attribute.list.i.map(Number).slice(1, 3);
const text = (attribute) => Buffer.from(attribute.s, 'base64').toString();
