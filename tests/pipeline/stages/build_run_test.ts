import assert from "node:assert/strict";
import { join } from "node:path";
import { dermxOn } from "../../../models/architectures/torch/dermx_on.ts";
import type { StateDict } from "../../../models/architectures/torch/state_dict.ts";
import { validateStage } from "../../../pipeline/engine/validate_stage.ts";
import { build } from "../../../pipeline/stages/build.ts";
import { run } from "../../../pipeline/stages/build_run.ts";
import { madeUpState } from "../../support/made_up_state.ts";
import { outputsOf } from "../../support/outputs.ts";
import { savedState } from "../../support/saved_state.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const STATE = madeUpState(dermxOn("efficientnet_b0"));

/** Why a file is refused, without what every refusal starts with. */
async function refusal(bytes: Uint8Array): Promise<string> {
  return await withFolder(async (folder) => {
    const weights = join(folder, "weights");
    await Deno.writeFile(weights, bytes);
    const io = stageIO(folder, {
      params: { network: "DermX+", labels: [], diagnoses: [] },
      inputs: { weights },
      outputs: outputsOf(build),
    });
    const start =
      `The weights of a fold of "DermX+", "${weights}", cannot be used: `;
    try {
      await run(io);
    } catch (error) {
      const { message } = error as Error;
      assert.ok(message.startsWith(start), message);
      return message.slice(start.length);
    }
    assert.fail("nothing was refused");
  });
}

/** A state dict of some of the entries, whose values nobody needs. */
function only(wanted: (name: string) => boolean): StateDict {
  const names = [...STATE.entries].filter(([name]) => wanted(name));
  return { entries: new Map(names), read: (name) => STATE.read(name) };
}

Deno.test("build is run once for each fold's weights", () => {
  validateStage(build);
  assert.deepEqual(build.shardBy, ["weights"]);
});

Deno.test("build names the network whose weights it cannot use, and why", async () => {
  const text = new TextEncoder();
  assert.match(
    await refusal(text.encode("version https://git-lfs.github.com/spec/v1\n")),
    /it is no ZIP archive: name a file that torch\.save wrote$/,
  );
  assert.match(
    await refusal(savedState(only((name) => name.startsWith("dx_")), "a")),
    /^Cannot tell the backbone of this state dict: "cx_clf\.1\.weight" is missing/,
  );
  const heads = only((name) => !name.startsWith("backbone.blocks."));
  assert.match(
    await refusal(savedState(heads, "a")),
    /^Cannot build "dermx_efficientnet_b[01]" from this state dict .* missing: "backbone\.blocks\.0\.0\.conv_dw\.weight", .* and \d+ more: supply/,
  );
});
