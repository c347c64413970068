import { Checkpoint } from "../../models/checkpoints/checkpoint.ts";
import { FileAccess } from "../../models/checkpoints/file_access.ts";
import { efficientnetTrunk } from "../../models/architectures/torch/efficientnet_trunk.ts";
import { resnetTrunk } from "../../models/architectures/torch/resnet_trunk.ts";
import { dermxPlan } from "../../models/architectures/torch/dermx_plan.ts";
import type { NetworkPlan } from "../../models/architectures/plan/network_plan.ts";
import type { StateDict } from "../../models/architectures/torch/state_dict.ts";
import type { Floats } from "./cam_fixture.ts";

/** A thin DermX with what PyTorch makes of two images. */
export interface DermxFixture {
  readonly plan: NetworkPlan;
  /** PyTorch's name of the layer whose maps are weighted. */
  readonly layer: string;
  readonly input: Floats;
  readonly dx: Floats;
  readonly cx: Floats;
  /** Signed maps. */
  readonly cam: Floats;
  /** Maps after ReLU, min-max and masking. */
  readonly shown: Floats;
}

const FOLDER = new URL(
  "../models/architectures/torch/fixtures/",
  import.meta.url,
);

/** The thin trunks, as `tests/oracle/dermx_torch.py` has them. */
const TRUNKS = {
  dermx_efficientnet: efficientnetTrunk({
    stem: 4,
    stages: [
      { blocks: 1, kernel: 3, stride: 1, expansion: 1, channels: 4 },
      { blocks: 1, kernel: 5, stride: 2, expansion: 6, channels: 4 },
      { blocks: 2, kernel: 3, stride: 1, expansion: 6, channels: 8 },
    ],
  }),
  dermx_resnet: resnetTrunk({ stem: 4, stages: [[2, 1], [3, 2]] }),
};

/** The networks that are stored. */
export const DERMX_FIXTURES = ["dermx_efficientnet", "dermx_resnet"] as const;

/** Reads one of {@link DERMX_FIXTURES}. */
export async function dermxFixture(
  name: typeof DERMX_FIXTURES[number],
): Promise<DermxFixture> {
  const stored = JSON.parse(
    await Deno.readTextFile(new URL(`${name}.json`, FOLDER)),
  );
  const input = unpacked(stored.input);
  const [, , height = 0, width = 0] = input.dims;
  return {
    plan: dermxPlan({ name, size: [height, width], trunk: TRUNKS[name] }),
    layer: stored.layer,
    input,
    dx: unpacked(stored.dx),
    cx: unpacked(stored.cx),
    cam: unpacked(stored.cam),
    shown: unpacked(stored.shown),
  };
}

/** Its state dict, from the file that torch.save wrote; all of it is read. */
export function dermxState(name: typeof DERMX_FIXTURES[number]): StateDict {
  using file = FileAccess.open(new URL(`${name}.pt`, FOLDER).pathname);
  const checkpoint = Checkpoint.open(file);
  const { entries } = checkpoint;
  const tensors = new Map(
    [...entries.keys()].map((key) => [key, checkpoint.read(key)]),
  );
  return { entries, read: (key) => tensors.get(key)! };
}

function unpacked(
  { shape, data }: { readonly shape: number[]; readonly data: string },
): Floats {
  const bytes = Uint8Array.fromBase64(data);
  return { type: "float32", dims: shape, data: new Float32Array(bytes.buffer) };
}
