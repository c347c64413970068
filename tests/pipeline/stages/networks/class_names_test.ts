import assert from "node:assert/strict";
import { classNames } from "../../../../pipeline/stages/networks/class_names.ts";

const expected = ["Acne", "Actinic keratosis", "Vitiligo"];

function names(said?: readonly string[], count = 3): readonly string[] {
  return classNames(count, { id: "net-0", expected, said });
}

Deno.test("classNames() takes the study's names where the network has none", () => {
  assert.deepEqual(names(), expected);
});

Deno.test("classNames() keeps the network's own spelling", () => {
  const said = ["acne", "actinic_keratosis", "vitiligo"];
  assert.deepEqual(names(said), said);
  const other = ["acne", "keratosis", "white patches"];
  assert.deepEqual(names(other), other);
});

Deno.test("classNames() refuses the same names in another order, however they are spelled", () => {
  for (
    const said of [
      ["Vitiligo", "Acne", "Actinic keratosis"],
      ["acne", "vitiligo", "actinic_keratosis"],
    ]
  ) {
    assert.throws(() => names(said), {
      name: "RangeError",
      message: /of "net-0" are in the order .*: export the network with its/,
    });
  }
});

Deno.test("classNames() refuses another number of scores or of names", () => {
  assert.throws(() => names(undefined, 4), {
    name: "RangeError",
    message: /^"net-0" gives 4 scores and the study has 3 diagnoses \("Acne", /,
  });
  assert.throws(() => names(["Acne", "Vitiligo"]), {
    name: "RangeError",
    message: /gives 3 scores and its labels are 2: .* in "net-0\.onnx\.json"/,
  });
});
