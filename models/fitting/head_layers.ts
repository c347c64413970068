import { DenseLayer } from "./dense_layer.ts";

/** How large DermX's heads are. */
export interface HeadExtents {
  /** What goes in. */
  readonly features: number;
  /** What lies between the two layers of a head. */
  readonly hidden: number;
  /** What comes out of one head. */
  readonly characteristics: number;
  /** What comes out of the other. */
  readonly diagnoses: number;
}

/** The layers of DermX's two heads, in the order of their parameters. */
export interface HeadLayers {
  /** From features to the hidden ones of characteristics, which a ReLU follows. */
  readonly cxHidden: DenseLayer;
  /** From those to the scores of characteristics. */
  readonly cx: DenseLayer;
  /** From features to the hidden ones of diagnoses, which a ReLU follows. */
  readonly dxHidden: DenseLayer;
  /** From those, and behind them the scores of characteristics, to those of diagnoses. */
  readonly dx: DenseLayer;
}

/** How many parameters heads have. */
export function headSize(extents: HeadExtents): number {
  return Object.values(layerExtents(extents))
    .reduce((sum, layer) => sum + DenseLayer.size(layer), 0);
}

/**
 * Takes a list of parameters for those of the heads, layer after layer; nothing is
 * copied.
 */
export function headLayers(
  parameters: Float64Array,
  extents: HeadExtents,
): HeadLayers {
  let start = 0;
  const next = (layer: { inputs: number; outputs: number }): DenseLayer => {
    const from = start;
    start += DenseLayer.size(layer);
    return new DenseLayer(parameters.subarray(from, start), layer);
  };
  const { cxHidden, cx, dxHidden, dx } = layerExtents(extents);
  return {
    cxHidden: next(cxHidden),
    cx: next(cx),
    dxHidden: next(dxHidden),
    dx: next(dx),
  };
}

function layerExtents(
  { features, hidden, characteristics, diagnoses }: HeadExtents,
) {
  return {
    cxHidden: { inputs: features, outputs: hidden },
    cx: { inputs: hidden, outputs: characteristics },
    dxHidden: { inputs: features, outputs: hidden },
    dx: { inputs: hidden + characteristics, outputs: diagnoses },
  };
}
