/**
 * A tensor as the source graph sees it. The tensor in the ONNX graph may have its axes in another order: axis `i` of the
 * view is axis `axes[i]` of the tensor. The source graph transposes before and after every convolution; with views those
 * transpositions cancel out, and none is written.
 */
export class View {
  /**
   * @param {string} tensor name in the ONNX graph
   * @param {number[]} shape as the source graph sees it
   * @param {number[]} axes
   */
  constructor(tensor, shape, axes = shape.map((_, axis) => axis)) {
    this.tensor = tensor;
    this.shape = shape;
    this.axes = axes;
  }

  /** The same tensor with the view's axes reordered. */
  transpose(permutation) {
    return new View(this.tensor, permutation.map((axis) => this.shape[axis]), permutation.map((axis) => this.axes[axis]));
  }

  /** A tensor laid out like this one, with other content. */
  like(tensor, shape = this.shape) {
    return new View(tensor, shape, this.axes);
  }

  /** Is the tensor laid out as channels first, when this view has the channels last? */
  get channelsFirst() {
    return this.axes.join() === CHANNELS_LAST.join();
  }

  /** Is the tensor laid out as the view is? */
  get plain() {
    return this.axes.every((axis, index) => axis === index);
  }
}

/** Where the axes of a channels-last view lie in a channels-first tensor. */
export const CHANNELS_LAST = [0, 2, 3, 1];
