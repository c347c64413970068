import assert from "node:assert/strict";
import { REMEMBERED_DEVICE } from "../../../models/runtime/remembered_device.ts";
import { wasmFacts } from "../../../models/runtime/facts_of.ts";
import { chooseStudyDevices } from "../../../pipeline/commands/choose_study_devices.ts";
import { UsageError } from "../../../pipeline/commands/usage_error.ts";
import type { Stage } from "../../../pipeline/engine/stage.ts";
import type { Study } from "../../../pipeline/engine/study.ts";
import type { StudyDevices } from "../../../pipeline/stages/networks/study_devices.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** What was chosen, and whether something was kept of a probe. */
interface Choice {
  /** The devices that studies were made for, one after the other. */
  readonly asked: readonly StudyDevices[];
  /** Those of the studies that came out. */
  readonly chosen: StudyDevices | undefined;
  readonly probed: boolean;
}

/** Chooses for one study of one stage. */
async function choose(
  choice: string | undefined,
  { numeric }: { readonly numeric: boolean },
): Promise<Choice> {
  return await withFolder(async (store) => {
    const asked: StudyDevices[] = [];
    const made = new Map<Study, StudyDevices>();
    const [study] = await chooseStudyDevices({
      choice,
      store,
      studies: (devices) => {
        asked.push(devices);
        const study = studyOf(numeric);
        made.set(study, devices);
        return [study];
      },
    });
    const files = await Array.fromAsync(Deno.readDir(store));
    return {
      asked,
      chosen: made.get(study!),
      probed: files.some(({ name }) => name === REMEMBERED_DEVICE),
    };
  });
}

function studyOf(numeric: boolean): Study {
  const stage: Stage = {
    id: "some",
    revision: 1,
    entry: new URL("file:///some.ts"),
    inputs: {},
    outputs: {},
    ...(numeric ? { numeric } : {}),
  };
  return {
    id: "some",
    title: "Some study",
    nodes: [{ id: "some", stage, params: {}, inputs: {} }],
    publications: [],
  };
}

const WASM: StudyDevices = {
  device: "wasm",
  facts: wasmFacts(),
  wasm: wasmFacts(),
};

Deno.test("chooseStudyDevices() refuses what no study can run on, and says what it can", async () => {
  const names = 'Option "--device" takes "auto", "webgpu", "wasm", not';
  const cases = {
    cpu:
      `${names} "cpu": studies run networks within a sandbox, which native code would leave`,
    gpu: `${names} "gpu"`,
    toString: `${names} "toString"`,
    "": `${names} ""`,
  };
  for (const [choice, message] of Object.entries(cases)) {
    await assert.rejects(
      choose(choice, { numeric: true }),
      new UsageError(message),
    );
  }
});

Deno.test("chooseStudyDevices() tries no device where nothing runs on one", async () => {
  for (const choice of [undefined, "auto", "webgpu", "wasm"]) {
    assert.deepEqual(await choose(choice, { numeric: false }), {
      asked: [WASM],
      chosen: WASM,
      probed: false,
    });
  }
});

Deno.test("chooseStudyDevices() tries no device where WebAssembly is asked for", async () => {
  assert.deepEqual(await choose("wasm", { numeric: true }), {
    asked: [WASM],
    chosen: WASM,
    probed: false,
  });
});

Deno.test(
  "chooseStudyDevices() makes studies for WebGPU where that is asked for",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    const { chosen, probed } = await choose("webgpu", { numeric: true });
    assert.equal(chosen?.device, "webgpu");
    assert.equal(chosen.facts.provider, "webgpu");
    assert.deepEqual(chosen.wasm, WASM.wasm);
    assert.ok(probed);
  },
);
