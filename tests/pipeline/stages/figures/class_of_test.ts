import assert from "node:assert/strict";
import {
  classOf,
  nameOf,
} from "../../../../pipeline/stages/figures/class_of.ts";
import { FIGURE_PARAMS } from "../../../support/figure_material.ts";

Deno.test("classOf() and nameOf() turn diagnoses into positions and back", () => {
  assert.equal(classOf("Psoriasis", FIGURE_PARAMS), 1);
  assert.equal(nameOf(1, FIGURE_PARAMS), "Psoriasis");
  assert.equal(nameOf(7, FIGURE_PARAMS), "class 7");
  for (const name of ["Vitiligo", "constructor"]) {
    assert.throws(() => classOf(name, FIGURE_PARAMS), {
      name: "RangeError",
      message: new RegExp(`^Cannot show maps of diagnosis "${name}": `),
    });
  }
});
