import {
  type GradCamModel,
  gradCamModel,
} from "../../../models/onnx/grad_cam/grad_cam_model.ts";
import type { Model } from "../../../models/onnx/graph.ts";
import { EnvironmentError } from "../environment_error.ts";
import { UsageError } from "../usage_error.ts";
import type { Request } from "./request.ts";

/** A model that yields maps, and how many classes it tells apart. */
export interface Explainer extends GradCamModel {
  /** As many as there are scores. */
  readonly classCount: number;
}

/**
 * Rewrites a model so that it yields the maps that the user asks for.
 *
 * @param options.inputShape The extents of its input, batch included.
 * @param options.layer The layer, if one is named.
 * @param options.logits The output that is explained, if one is named.
 * @throws {UsageError} If there is no such layer, class or output.
 * @throws {EnvironmentError} If the model has no maps to give; the message says why.
 */
export function rewriteModel(
  model: Model,
  { request, inputShape, layer, logits }: {
    readonly request: Request;
    readonly inputShape: readonly number[];
    readonly layer: string | undefined;
    readonly logits: string | undefined;
  },
): Explainer {
  const { classes, target } = request;
  let rewritten: GradCamModel;
  try {
    rewritten = gradCamModel(model, {
      inputShape,
      target,
      ...(layer !== undefined && { layer }),
      ...(classes !== undefined && { classes }),
      ...(logits !== undefined && { logits }),
    });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    if (!(error instanceof TypeError)) throw error;
    throw new EnvironmentError(error.message, { cause: error });
  }
  const scores = rewritten.model.graph.outputs.find(({ name }) =>
    name === rewritten.logits
  );
  return { ...rewritten, classCount: Number(scores?.dims?.[1]) };
}
