import assert from "node:assert/strict";
import { confusionCounts } from "../../../../pipeline/stages/benchmark/confusion_counts.ts";

const OPTIONS = {
  images: new Set(["a", "b", "c"]),
  gold: new Map([["a", "Acne"], ["b", "Acne"], ["c", "Warts"], ["d", "Warts"]]),
  diagnoses: ["Acne", "Warts"],
  outputs: 3,
};

Deno.test("confusionCounts() counts outputs by diagnosis, on the images that count", () => {
  const predictions = new Map([["a", 0], ["b", 2], ["c", 2], ["d", 1]]);
  assert.deepEqual(confusionCounts(predictions, OPTIONS), [
    [1, 0, 1],
    [0, 0, 1],
  ]);
});

Deno.test("confusionCounts() refuses an image that the network has not seen", () => {
  assert.throws(() => confusionCounts(new Map([["a", 0]]), OPTIONS), {
    name: "RangeError",
    message:
      'Cannot count "b": the network was not run on it: supply the logits of every image that counts',
  });
});

Deno.test("confusionCounts() refuses a diagnosis that is no row", () => {
  const gold = new Map([["a", "Eczema"]]);
  assert.throws(
    () => confusionCounts(new Map([["a", 0]]), { ...OPTIONS, gold }),
    {
      name: "RangeError",
      message:
        'Cannot count "a": its diagnosis "Eczema" is none of "Acne", "Warts": correct the metadata, or name the diagnosis in the study',
    },
  );
});
