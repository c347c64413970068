import type { PlanWriter } from "../plan/plan_writer.ts";

/** Weighs channels by what a small network makes of their means (Hu et al. 2018). */
export function squeezeAndExcite(
  writer: PlanWriter,
  { input, name, reduced }: {
    /** The layer whose channels are weighed. */
    readonly input: string;
    /** What names of layers start with. */
    readonly name: string;
    /** Channels of the small network's first layer. */
    readonly reduced: number;
  },
): string {
  const [channels] = writer.shape(input);
  const form = "convolution";
  let x = writer.mean(input, { name: `${name}.mean` });
  x = writer.dense(x, {
    name: `${name}.conv_reduce`,
    channels: reduced,
    bias: true,
    form,
  });
  x = writer.activation(x, { name: `${name}.act1`, function: "swish" });
  x = writer.dense(x, {
    name: `${name}.conv_expand`,
    channels,
    bias: true,
    form,
  });
  x = writer.activation(x, { name: `${name}.gate`, function: "sigmoid" });
  return writer.combine("product", { name, inputs: [input, x] });
}
