import assert from "node:assert/strict";
import { BACKBONE_NAMES } from "../../../../models/architectures/torch/backbones.ts";
import { dermxModel } from "../../../../models/architectures/torch/dermx_model.ts";
import { dermxOn } from "../../../../models/architectures/torch/dermx_on.ts";
import { recogniseBackbone } from "../../../../models/architectures/torch/recognise_backbone.ts";
import { stateEntries } from "../../../../models/architectures/torch/state_entries.ts";
import type {
  StateDict,
  StateEntry,
} from "../../../../models/architectures/torch/state_dict.ts";

const B1 = stateEntries(dermxOn("efficientnet_b1"));

/** Names and shapes of which nothing may be read. */
function unread(entries: ReadonlyMap<string, StateEntry>): StateDict {
  return {
    entries,
    read(name) {
      throw new Error(`${name} was read`);
    },
  };
}

function changed(
  changes: Readonly<Record<string, StateEntry | undefined>>,
): StateDict {
  const all = new Map<string, StateEntry | undefined>([
    ...B1,
    ...Object.entries(changes),
  ]);
  const rest = [...all].filter((pair): pair is [string, StateEntry] =>
    pair[1] !== undefined
  );
  return unread(new Map(rest));
}

Deno.test("recogniseBackbone() tells every backbone by names and shapes alone", () => {
  for (const name of BACKBONE_NAMES) {
    const entries = stateEntries(dermxOn(name));
    assert.equal(recogniseBackbone(unread(entries)), name);
  }
});

Deno.test("recogniseBackbone() still tells B1 from B0 where something is missing", () => {
  const state = changed({ "backbone.blocks.6.1.conv_pwl.weight": undefined });
  assert.equal(recogniseBackbone(state), "efficientnet_b1");
});

Deno.test("recogniseBackbone() says what it knows where it knows nothing", () => {
  const known =
    "and has 320 columns on efficientnet_b0, 320 columns on efficientnet_b1, 352 columns on efficientnet_b2, 384 columns on efficientnet_b3, 448 columns on efficientnet_b4, 2048 columns on resnet50: supply the weights of DermX on one of these";
  assert.throws(() => recogniseBackbone(unread(new Map())), {
    name: "TypeError",
    message:
      `Cannot tell the backbone of this state dict: "cx_clf.1.weight" is missing, ${known}`,
  });
  const dims = [64, 512];
  const state = changed({ "cx_clf.1.weight": { type: "float32", dims } });
  assert.throws(() => recogniseBackbone(state), {
    name: "TypeError",
    message:
      `Cannot tell the backbone of this state dict: "cx_clf.1.weight" is 64×512, ${known}`,
  });
});

Deno.test("dermxModel() lists all that is missing, surplus or of another shape, and reads nothing", () => {
  const state = changed({
    "backbone.bn1.bias": undefined,
    "backbone.conv_stem.weight": { type: "float32", dims: [32, 1, 3, 3] },
    "cx_clf.4.bias": { type: "int64", dims: [10] },
    "dx_clf.bias": undefined,
    "epoch\n": { type: "int64", dims: [] },
  });
  assert.throws(() => dermxModel(state), {
    name: "TypeError",
    message:
      'Cannot build "dermx_efficientnet_b1" from this state dict of 507 entries, ' +
      '2 missing: "backbone.bn1.bias", "dx_clf.bias"; ' +
      '1 surplus: "epoch\\u000a"; ' +
      '2 of another shape: "backbone.conv_stem.weight" (float32 32×1×3×3 instead of float32 32×3×3×3), "cx_clf.4.bias" (int64 10 instead of float32 10): ' +
      "supply the weights of this network",
  });
});

Deno.test("dermxModel() cuts a long list short and says how long it is", () => {
  const heads = [...B1].filter(([name]) => !name.startsWith("backbone"));
  assert.throws(() => dermxModel(unread(new Map(heads))), {
    name: "TypeError",
    message:
      /state dict of 8 entries, 352 missing: ("[^"]+", ){11}"[^"]+" and 340 more: supply/,
  });
});
