import type { Model } from "../../onnx/graph.ts";
import type { Pair } from "../plan/layer.ts";
import { type BackboneName, BACKBONES } from "./backbones.ts";
import { buildFromState } from "./build_from_state.ts";
import { dermxOn } from "./dermx_on.ts";
import { DERMX_OUTPUTS } from "./dermx_plan.ts";
import { recogniseBackbone } from "./recognise_backbone.ts";
import type { StateDict } from "./state_dict.ts";

/** DermX with weights. */
export interface DermxModel {
  /**
   * Input `image`, N×3×H×W; outputs `dx`, N×6 scores of diagnoses, and `cx`, N×10
   * scores of characteristics, both before any softmax or sigmoid.
   */
  readonly model: Model;
  /** What it stands on. */
  readonly backbone: BackboneName;
  /** Rows and columns of its pictures. */
  readonly size: Pair;
  /** The tensor whose maps Grad-CAM weights. */
  readonly layer: string;
}

/**
 * Builds DermX of a state dict, on whichever network it is for.
 *
 * ```ts ignore
 * using file = FileAccess.open("dermx_f0.pt");
 * const { model, layer } = dermxModel(Checkpoint.open(file));
 * const { model: explained } = gradCamModel(model, { layer, logits: "cx" });
 * ```
 *
 * @throws {TypeError} If the state dict is not DermX's: what is missing, surplus or of
 * another shape is in one message.
 */
export function dermxModel(
  state: StateDict,
  options: {
    /** Rows and columns of pictures; those of the authors' code unless said. */
    readonly size?: Pair;
  } = {},
): DermxModel {
  const backbone = recogniseBackbone(state);
  const { size = BACKBONES[backbone].size } = options;
  const plan = dermxOn(backbone, size);
  const model = buildFromState(plan, { state, outputs: DERMX_OUTPUTS });
  return { model, backbone, size, layer: plan.target };
}
