import assert from "node:assert/strict";
import {
  type Summary,
  summaryJson,
} from "../../../../pipeline/commands/gradcam/summary.ts";

/** A summary of which only some parts matter. */
function summaryOf(images: Summary["images"], stopped: string): Summary {
  return { stopped, images } as Summary;
}

Deno.test("summaryJson() has a line for each image, and is what was summed up", () => {
  const images: Summary["images"] = [
    { id: "a.png", predicted: 1, states: ["ok", "empty"] },
    { id: "$&.png", predicted: null, states: ["nan", "nan"] },
  ];
  // A text that looks like the place where the images go.
  const summary = summaryOf(images, '"images": []');
  const text = summaryJson(summary);
  assert.deepEqual(JSON.parse(text), summary);
  assert.ok(
    text.includes(
      '    {"id":"a.png","predicted":1,"states":["ok","empty"]},\n',
    ),
  );
});

Deno.test("summaryJson() is a document where there is no image", () => {
  const summary = summaryOf([], "none");
  assert.deepEqual(JSON.parse(summaryJson(summary)), summary);
});
