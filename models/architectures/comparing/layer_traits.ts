import { effectivePadding } from "../plan/effective_padding.ts";
import type { Layer, Padding, Pair, Shape, Sliding } from "../plan/layer.ts";

/** Something that layers can differ in. */
export type Trait =
  | "activation"
  | "batch normalisation"
  | "bias"
  | "channels"
  | "dilation"
  | "epsilon"
  | "groups"
  | "kernel"
  | "layer"
  | "operator"
  | "order"
  | "padding"
  | "pixels"
  | "stride";

/** Traits as people read them; two layers agree in a trait if its texts are equal. */
export type Traits = Readonly<Partial<Record<Trait, string>>>;

/**
 * What a layer is like, but for what follows from the layers before it. Traits that a
 * file does not show are absent.
 *
 * @param input What the layer reads.
 * @param size Rows and columns for which its padding is told, if not the input's.
 */
export function layerTraits(
  layer: Layer,
  input: Shape,
  size: Pair = [input[1], input[2]],
): Traits {
  switch (layer.kind) {
    case "convolution": {
      const { channels, groups, norm, bias } = layer;
      const isDepthwise = groups > 1 && groups === input[0];
      return {
        ...slidingTraits(layer, size),
        groups: isDepthwise ? "one a channel" : String(groups),
        // A convolution of each channel has as many as the layer before.
        channels: isDepthwise && channels === groups
          ? "as many as before"
          : String(channels),
        bias: bias ? "yes" : "no",
        "batch normalisation": norm === undefined ? "no" : "yes",
        ...norm?.epsilon !== undefined && { epsilon: number(norm.epsilon) },
      };
    }
    case "maximum":
      return slidingTraits(layer, size);
    case "dense":
      return {
        channels: String(layer.channels),
        bias: layer.bias ? "yes" : "no",
      };
    case "flatten":
      return { order: layer.order };
    case "activation":
      return { activation: layer.function };
    case "scaling":
      return { pixels: scalingText(layer) };
    case "batch normalisation":
      return layer.epsilon === undefined
        ? {}
        : { epsilon: number(layer.epsilon) };
    case "other":
      return { operator: layer.op };
    default:
      return {};
  }
}

function slidingTraits(layer: Sliding, size: Pair): Traits {
  const by = ([a, b]: readonly [number, number]): string => `${a} x ${b}`;
  return {
    kernel: by(layer.kernel),
    stride: by(layer.strides),
    dilation: by(layer.dilations),
    padding: paddingText(effectivePadding(layer, size)),
  };
}

/** Padding in words, such as "0 before and 1 after rows and columns". */
function paddingText([top, left, bottom, right]: Padding): string {
  const rows = `${top} before and ${bottom} after`;
  const columns = `${left} before and ${right} after`;
  return rows === columns
    ? `${rows} rows and columns`
    : `${rows} rows, ${columns} columns`;
}

function scalingText(
  { scale, shift }: Extract<Layer, { kind: "scaling" }>,
): string {
  if (scale === undefined || shift === undefined) return "not shown";
  const list = (values: readonly number[]): string =>
    values.map((value) => value.toPrecision(4)).join(", ");
  return `x * (${list(scale)}) + (${list(shift)})`;
}

/** A number that a file keeps in single precision; small ones such as 1.001e-5. */
function number(value: number): string {
  const short = Number(Math.fround(value).toPrecision(6));
  return short < 1e-3 ? short.toExponential() : String(short);
}
