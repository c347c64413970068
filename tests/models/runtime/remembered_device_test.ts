import assert from "node:assert/strict";
import { join } from "node:path";
import { wasmFacts } from "../../../models/runtime/facts_of.ts";
import type { Probe } from "../../../models/runtime/probe_device.ts";
import {
  type KnownDevice,
  rememberedDevice,
} from "../../../models/runtime/remembered_device.ts";
import { withFolder } from "../../support/temporary_folder.ts";

function working(description: string, isSoftware: boolean): Probe {
  const adapter = { vendor: "", architecture: "", device: "", description };
  return {
    works: true,
    facts: {
      provider: "webgpu",
      runtime: "onnxruntime-web 1.30.0",
      adapter: { ...adapter, isSoftware },
      features: ["shader-f16"],
      precision: "float32",
    },
  };
}

const BROKEN: Probe = { works: false, reason: "no adapter" };

/** A machine whose device is looked for again and again. */
class Machine {
  readonly file: string;
  circumstances: unknown = { drivers: ["a"] };
  probe: Probe;
  probes = 0;

  constructor(folder: string, probe: Probe) {
    this.file = join(folder, "cache", "device.json");
    this.probe = probe;
  }

  async choose(choice: "auto" | "webgpu" | "wasm"): Promise<KnownDevice> {
    return await rememberedDevice(choice, {
      file: this.file,
      probe: () => {
        this.probes++;
        return Promise.resolve(this.probe);
      },
      circumstances: () => Promise.resolve(this.circumstances),
    });
  }
}

async function onMachine(
  probe: Probe,
  use: (machine: Machine) => Promise<void>,
): Promise<void> {
  await withFolder((folder) => use(new Machine(folder, probe)));
}

Deno.test("rememberedDevice() tries a GPU out once, whatever is asked then", async () => {
  const gpu = working("Radeon", false);
  await onMachine(gpu, async (machine) => {
    const first = await machine.choose("auto");
    assert.equal(first.device, "webgpu");
    assert.deepEqual(first.facts, gpu.works && gpu.facts);
    assert.deepEqual(await machine.choose("auto"), first);
    assert.deepEqual((await machine.choose("webgpu")).facts, first.facts);
    assert.equal(machine.probes, 1);
  });
});

Deno.test("rememberedDevice() gives WebAssembly's facts where a GPU is software, or not asked for", async () => {
  await onMachine(working("llvmpipe", true), async (machine) => {
    const { device, facts, because } = await machine.choose("auto");
    assert.equal(device, "wasm");
    assert.deepEqual(facts, wasmFacts());
    assert.match(because, /llvmpipe is software/);
    assert.equal((await machine.choose("webgpu")).device, "webgpu");
    assert.equal(machine.probes, 1);
  });
  await onMachine(BROKEN, async (machine) => {
    assert.deepEqual((await machine.choose("wasm")).facts, wasmFacts());
    assert.equal(machine.probes, 0);
  });
});

Deno.test("rememberedDevice() tries again when the machine has changed", async () => {
  await onMachine(working("llvmpipe", true), async (machine) => {
    await machine.choose("auto");
    machine.circumstances = { drivers: ["a", "b"] };
    machine.probe = working("Radeon", false);
    assert.equal((await machine.choose("auto")).device, "webgpu");
    assert.equal((await machine.choose("auto")).device, "webgpu");
    assert.equal(machine.probes, 2);
  });
});

Deno.test("rememberedDevice() remembers a failure for auto alone", async () => {
  await onMachine(BROKEN, async (machine) => {
    assert.equal((await machine.choose("auto")).device, "wasm");
    assert.equal((await machine.choose("auto")).device, "wasm");
    assert.equal(machine.probes, 1);
    await assert.rejects(machine.choose("webgpu"), /no adapter/);
    assert.equal(machine.probes, 2);
    machine.probe = working("Radeon", false);
    assert.equal((await machine.choose("webgpu")).device, "webgpu");
    assert.equal((await machine.choose("auto")).device, "webgpu");
    assert.equal(machine.probes, 3);
  });
});

Deno.test("rememberedDevice() takes a damaged memory for none", async () => {
  await onMachine(working("Radeon", false), async (machine) => {
    for (const [i, text] of ["", "null", "{}", '{"format":0}'].entries()) {
      await Deno.mkdir(join(machine.file, ".."), { recursive: true });
      await Deno.writeTextFile(machine.file, text);
      assert.equal((await machine.choose("auto")).device, "webgpu");
      assert.equal(machine.probes, i + 1);
    }
    const left = await Array.fromAsync(Deno.readDir(join(machine.file, "..")));
    assert.deepEqual(left.map(({ name }) => name), ["device.json"]);
  });
});
