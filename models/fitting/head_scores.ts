import type { HeadLayers } from "./head_layers.ts";

/** What heads make of the features of one image, with what lies between. */
export interface HeadScores {
  /** The hidden features of characteristics, behind their ReLU. */
  readonly hidden: Float64Array;
  /** The scores of characteristics, before a sigmoid. */
  readonly cx: Float64Array;
  /** The hidden features of diagnoses, behind their ReLU, then the scores of characteristics. */
  readonly joined: Float64Array;
  /** The scores of diagnoses, before a softmax. */
  readonly dx: Float64Array;
}

/** Computes the heads' scores of one image. */
export function headScores(
  { cxHidden, cx, dxHidden, dx }: HeadLayers,
  features: Float64Array,
): HeadScores {
  const hidden = rectified(cxHidden.apply(features));
  const scores = cx.apply(hidden);
  const joined = new Float64Array(dx.inputs);
  joined.set(rectified(dxHidden.apply(features)));
  joined.set(scores, dxHidden.outputs);
  return { hidden, cx: scores, joined, dx: dx.apply(joined) };
}

function rectified(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) values[i] = Math.max(0, values[i]!);
  return values;
}
