import type { Model } from "../../../models/onnx/graph.ts";
import {
  type NetworkInput,
  networkInput,
} from "../../stages/networks/network_input.ts";
import { EnvironmentError } from "../environment_error.ts";

/**
 * Finds a model's input for images.
 *
 * @throws {EnvironmentError} If there is none, or the model wants more than an image.
 */
export function modelInput(model: Model): NetworkInput {
  try {
    return networkInput(model);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new EnvironmentError(error.message, { cause: error });
  }
}
