import assert from "node:assert/strict";
import type { HeadExamples } from "../../../models/fitting/head_examples.ts";
import {
  type HeadExtents,
  headLayers,
} from "../../../models/fitting/head_layers.ts";
import { HeadsObjective } from "../../../models/fitting/heads_objective.ts";
import { someFloats } from "../../support/tensors.ts";

/** What PyTorch makes of heads; see `origin` in the file. */
interface TorchCase {
  readonly name: string;
  readonly extents: HeadExtents;
  readonly l2: number;
  readonly features: readonly number[];
  readonly diagnoses: readonly number[];
  readonly characteristics: readonly (readonly (0 | 1)[] | null)[];
  readonly layers: readonly {
    readonly weights: readonly number[];
    readonly bias: readonly number[];
    readonly weightSlopes: readonly number[];
    readonly biasSlopes: readonly number[];
  }[];
  readonly cx: readonly number[];
  readonly dx: readonly number[];
  readonly value: number;
}

const FILE = new URL("fixtures/dermx_heads.json", import.meta.url);
const CASES: readonly TorchCase[] =
  JSON.parse(await Deno.readTextFile(FILE)).cases;
const LAYERS = ["cxHidden", "cx", "dxHidden", "dx"] as const;

function objectiveOf(
  { extents, l2, features, diagnoses, characteristics }: TorchCase,
): HeadsObjective {
  return new HeadsObjective({
    features: {
      rows: diagnoses.length,
      columns: extents.features,
      data: features,
    },
    diagnoses,
    characteristics: characteristics.map((present) =>
      present?.map((label) => label === 1) ?? null
    ),
  }, { ...extents, l2 });
}

function parametersOf({ layers }: TorchCase): Float64Array {
  return Float64Array.from(
    layers.flatMap(({ weights, bias }) => [...weights, ...bias]),
  );
}

/** Whether numbers are the same but for the rounding of sums. */
function assertClose(
  actual: ArrayLike<number>,
  expected: readonly number[],
  what: string,
): void {
  assert.equal(actual.length, expected.length, what);
  for (const [i, x] of expected.entries()) {
    const apart = Math.abs(actual[i]! - x);
    assert.ok(apart <= 1e-13 * Math.max(1, Math.abs(x)), `${what}, ${i}`);
  }
}

for (const torch of CASES) {
  Deno.test(`HeadsObjective has PyTorch's scores, loss and derivatives where ${torch.name}`, () => {
    const objective = objectiveOf(torch);
    const parameters = parametersOf(torch);
    const { value, gradient } = objective.evaluate(parameters);
    assertClose([value], [torch.value], "value");
    const slopes = headLayers(gradient, torch.extents);
    for (const [i, name] of LAYERS.entries()) {
      const { weightSlopes, biasSlopes } = torch.layers[i]!;
      assertClose(slopes[name].weights, weightSlopes, `${name}, weights`);
      assertClose(slopes[name].bias, biasSlopes, `${name}, bias`);
    }
    const scores = objective.scores(parameters);
    assertClose(scores.flatMap(({ cx }) => [...cx]), torch.cx, "cx");
    assertClose(scores.flatMap(({ dx }) => [...dx]), torch.dx, "dx");
  });
}

const EXTENTS = { features: 3, hidden: 4, characteristics: 2, diagnoses: 3 };

const EXAMPLES: HeadExamples = {
  features: { rows: 6, columns: 3, data: someFloats([6, 3], 4).data },
  diagnoses: [0, 1, 2, 2, 1, 0],
  characteristics: [
    [true, false],
    null,
    [false, false],
    [true, true],
    [false, true],
    null,
  ],
};

Deno.test("HeadsObjective.evaluate() gives the slopes of its values", () => {
  const step = 1e-6;
  const objective = new HeadsObjective(EXAMPLES, { ...EXTENTS, l2: 0.2 });
  const at = Float64Array.from(someFloats([objective.size], 7).data);
  const { gradient } = objective.evaluate(at);
  for (let i = 0; i < objective.size; i++) {
    const [up, down] = [step, -step].map((by) =>
      objective.evaluate(at.with(i, at[i]! + by)).value
    );
    const slope = (up! - down!) / (2 * step);
    assert.ok(Math.abs(gradient[i]! - slope) < 1e-8, `parameter ${i}`);
  }
});

Deno.test("HeadsObjective weighs an image alike, however often all are given", () => {
  const twice: HeadExamples = {
    features: {
      rows: 12,
      columns: 3,
      data: Float64Array.of(
        ...Array.from(EXAMPLES.features.data),
        ...Array.from(EXAMPLES.features.data),
      ),
    },
    diagnoses: [...EXAMPLES.diagnoses, ...EXAMPLES.diagnoses],
    characteristics: [
      ...EXAMPLES.characteristics,
      ...EXAMPLES.characteristics,
    ],
  };
  const options = { ...EXTENTS, l2: 0.2 };
  const once = new HeadsObjective(EXAMPLES, options);
  const at = Float64Array.from(someFloats([once.size], 8).data);
  const { value } = new HeadsObjective(twice, options).evaluate(at);
  assert.ok(Math.abs(value - once.evaluate(at).value) < 1e-14);
});

Deno.test("HeadsObjective keeps its digits where scores are huge", () => {
  const extents = {
    features: 1,
    hidden: 1,
    characteristics: 1,
    diagnoses: 2,
  };
  const objective = new HeadsObjective({
    features: { rows: 1, columns: 1, data: [1] },
    diagnoses: [0],
    characteristics: [[false]],
  }, { ...extents, l2: 0 });
  // cxHidden, cx, dxHidden, dx: weights, then biases.
  const right = Float64Array.of(1, 0, -2000, 0, 1, 0, 2000, 0, -2000, 0, 0, 0);
  const found = objective.evaluate(right);
  assert.equal(found.value, 0);
  assert.ok(found.gradient.every((x) => x === 0));
  const wrong = right.with(2, 1000).with(6, -2000).with(8, 2000);
  const missed = objective.evaluate(wrong);
  assert.equal(missed.value, 1000 + 4000);
  assert.ok(missed.gradient.every(Number.isFinite));
});

Deno.test("HeadsObjective refuses examples that do not fit together", () => {
  const refuse = (change: Partial<HeadExamples>, message: RegExp): void => {
    assert.throws(
      () =>
        new HeadsObjective({ ...EXAMPLES, ...change }, { ...EXTENTS, l2: 1 }),
      { name: "RangeError", message },
    );
  };
  const { features, diagnoses, characteristics } = EXAMPLES;
  refuse(
    { features: { rows: 0, columns: 3, data: [] } },
    /to no images: supply some/,
  );
  refuse(
    { features: { rows: 9, columns: 2, data: features.data } },
    /rows of 2 features: supply the 3/,
  );
  const broken = Array.from(features.data).with(4, NaN);
  refuse({ features: { ...features, data: broken } }, /use NaN, feature 1 of/);
  refuse({ diagnoses: diagnoses.slice(1) }, /6 images with 5 diagnoses and 6/);
  refuse(
    { characteristics: characteristics.slice(2) },
    /6 images with 6 diagnoses and 4 lists/,
  );
  for (const diagnosis of [-1, 3, 0.5, NaN]) {
    refuse(
      { diagnoses: diagnoses.with(2, diagnosis) },
      new RegExp(`image 2 of diagnosis ${diagnosis}: .* 0 to 2`),
    );
  }
  refuse(
    { characteristics: characteristics.with(3, [true]) },
    /image 3 with 1 characteristics: name all 2/,
  );
});
