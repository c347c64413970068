import assert from "node:assert/strict";
import { checkFinite } from "../../../models/runtime/check_finite.ts";
import { floats, ints } from "../../support/tensors.ts";

Deno.test("checkFinite() passes finite floats, whole numbers and empty tensors", () => {
  checkFinite([
    ["a", floats([2], [-3.4e38, 0])],
    ["b", ints(1, 2)],
    ["c", floats([0], [])],
    ["d", { type: "float16", dims: [2], data: Uint16Array.of(0x7bff, 0xfbff) }],
    ["e", { type: "bfloat16", dims: [1], data: Uint16Array.of(0x7f7f) }],
  ], "input");
});

Deno.test("checkFinite() names the tensor, the value, the first place and the number", () => {
  const tensor = floats([2, 2, 3], Array.from({ length: 12 }, (_, i) => i));
  tensor.data[7] = NaN;
  tensor.data[11] = -Infinity;
  assert.throws(() => checkFinite([["image", tensor]], "input"), {
    name: "RangeError",
    message:
      'The input "image" holds NaN at [1, 0, 1] (2 of 12 values are not finite): check the preprocessing of this image or array',
  });
});

Deno.test("checkFinite() knows the infinities and NaN of each float type", () => {
  const of = (type: "float16" | "bfloat16", bits: number) =>
    [["w", { type, dims: [], data: Uint16Array.of(bits) }]] as const;
  for (
    const [tensors, value] of [
      [of("float16", 0x7c00), "Infinity"],
      [of("float16", 0xfc00), "-Infinity"],
      [of("float16", 0x7e00), "NaN"],
      [of("bfloat16", 0x7f80), "Infinity"],
      [of("bfloat16", 0xffc0), "NaN"],
      [
        [["w", { type: "float64", dims: [], data: Float64Array.of(-1 / 0) }]],
        "-Infinity",
      ],
    ] as const
  ) {
    assert.throws(
      () => checkFinite(tensors, "initializer"),
      new RegExp(
        `^RangeError: The initializer "w" holds ${value} at \\[\\] \\(1 of 1 value is not finite\\): check the file`,
      ),
    );
  }
});
