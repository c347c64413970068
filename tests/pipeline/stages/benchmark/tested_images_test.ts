import assert from "node:assert/strict";
import { EvaluationIndex } from "../../../../pipeline/stages/benchmark/evaluation_index.ts";
import { TestedImages } from "../../../../pipeline/stages/benchmark/tested_images.ts";
import { BenchmarkFiles } from "../../../support/benchmark_files.ts";
import { evaluationOf } from "../../../support/evaluations.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

function tested(part: "all" | "test"): TestedImages {
  return new TestedImages({
    rule: { evaluations: "one-diagnosis", part },
    gold: new Map([["a", "Acne"], ["b", "Acne"], ["c", "Acne"]]),
    evaluations: new EvaluationIndex([
      evaluationOf("r1 b", ["Acne"]),
      evaluationOf("r1 a", ["Acne", "Psoriasis"]),
      evaluationOf("r2 a", ["Acne"]),
      evaluationOf("r1 c", ["Other-disease"]),
      // Without a diagnosis in the metadata.
      evaluationOf("r1 d", ["Acne"]),
    ]),
  });
}

Deno.test("TestedImages takes images with an evaluation of the set, as one object", async () => {
  const images = tested("all");
  const first = await images.of("one", undefined);
  assert.deepEqual([...first], ["a", "b"]);
  assert.equal(await images.of("two", undefined), first);
});

Deno.test("TestedImages takes only what a network was not fitted on", async () => {
  await withFolder(async (folder) => {
    const files = new BenchmarkFiles(folder);
    const images = tested("test");
    const one = await files.json({ train: ["a"], test: ["b", "c"] });
    const two = await files.json({ train: ["c", "a"], test: ["b"] });
    const first = await images.of("one", one);
    assert.deepEqual([...first], ["b"]);
    assert.equal(await images.of("two", two), first);
  });
});

Deno.test("TestedImages does not guess what a network was fitted on", async () => {
  await assert.rejects(tested("test").of("one", undefined), {
    name: "RangeError",
    message:
      'Cannot tell on which images "one" was fitted: supply its "split.json"',
  });
});
