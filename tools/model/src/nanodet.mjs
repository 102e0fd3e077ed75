import { Converter } from './converter.mjs';
import { OnnxWriter, TYPES, tensor } from './onnx-writer.mjs';
import { readWeights } from './weights.mjs';

/** What the network was trained with, in the order blue, green, red. */
export const MEAN = [103.53, 116.28, 123.675];
export const DEVIATION = [57.375, 57.12, 58.395];
const CLASSES = 80;
const BINS = 4 * 11;

/** The outputs of the source graph, for cells of 8, 16 and 32 pixels. */
export const SCORES = ['Identity', 'Identity_1', 'Identity_2'];
export const DISTANCES = ['Identity_3', 'Identity_4', 'Identity_5'];

/**
 * Turns the published graph into the model that the server runs: `image` (bytes, [1, height, width, 3], blue green red,
 * both sides multiples of 32) → `scores` ([1, cells, 80], 0 to 1) and `distances` ([1, cells, 44]: four sides, eleven bins
 * each), the cells of stride 8 first, then 16, then 32, row by row.
 *
 * @param {{topology: object, weights: Buffer}} model
 * @returns {Uint8Array} the ONNX file
 */
export function convertNanodet({ topology, weights }) {
  const writer = new OnnxWriter();
  const converter = new Converter(topology, readWeights(topology, weights), writer);
  converter.bind('input_1', normalise(writer));
  join(converter, SCORES, 'scores');
  join(converter, DISTANCES, 'distances');
  return writer.finish({
    producer: 'nightjar tools/model',
    description: 'NanoDet-g, https://github.com/RangiLyu/nanodet, Apache-2.0',
    input: tensor('image', TYPES.byte, [1, 'height', 'width', 3]),
    outputs: [tensor('scores', TYPES.float, [1, 'cells', CLASSES]), tensor('distances', TYPES.float, [1, 'cells', BINS])],
  });
}

function normalise(writer) {
  writer.node('Cast', ['image'], ['image/float'], { to: TYPES.float });
  writer.node('Transpose', ['image/float'], ['image/planes'], { perm: [0, 3, 1, 2] });
  const mean = writer.floats('mean', [3, 1, 1], MEAN);
  const scale = writer.floats('scale', [3, 1, 1], DEVIATION.map((value) => 1 / value));
  writer.node('Sub', ['image/planes', mean], ['image/centred']);
  return writer.node('Mul', ['image/centred', scale], ['image/normalised'])[0];
}

/** The source's last step turns [1, values, cells] into [1, cells, values]; here once for all three sizes of cell. */
function join(converter, names, output) {
  const views = names.map((name) => converter.view(name).transpose([0, 2, 1]));
  if (!views.every((view) => view.plain)) throw new Error(`${output} is laid out in another way`);
  converter.writer.node('Concat', views.map((view) => view.tensor), [`${output}/planes`], { axis: 2 });
  converter.writer.node('Transpose', [`${output}/planes`], [output], { perm: [0, 2, 1] });
}
