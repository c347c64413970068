import {
  SAMPLE_ARCHITECTURES,
  type SampleArchitecture,
} from "../../models/architectures/sample/architectures.ts";
import type { Stage } from "../engine/stage.ts";

export { SAMPLE_ARCHITECTURES, type SampleArchitecture };

/** What `trunk` is told. */
export interface TrunkParams {
  /** Which bank of filters. */
  readonly architecture: SampleArchitecture;
}

/**
 * The part of a network that no data change: from pixels to pooled features.
 *
 * Outputs: `model`, an ONNX file whose one output is N × features; `card`, how
 * pictures become its input; `input`, of that the size and the filter alone, which is
 * all that preparing pictures depends on.
 */
export const trunk: Stage = {
  id: "trunk",
  revision: 1,
  entry: new URL("./trunk_run.ts", import.meta.url),
  inputs: {},
  outputs: {
    model: { file: "trunk.onnx" },
    card: { file: "card.json" },
    input: { file: "input.json" },
  },
  resources: { cpu: 1, memoryMiB: 192 },
};
