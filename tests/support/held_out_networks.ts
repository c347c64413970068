import type { BenchmarkParams } from "../../pipeline/stages/benchmark.ts";
import {
  BenchmarkFiles,
  type SomeImage,
  type SomeRaterScore,
  type SomeScore,
} from "./benchmark_files.ts";
import type { Inputs } from "./printed_networks.ts";

/** Two networks of one architecture on four images, with all that can be odd. */
export async function heldOutNetworks(
  folder: string,
): Promise<{ inputs: Inputs; params: BenchmarkParams }> {
  const files = new BenchmarkFiles(folder);
  const images: SomeImage[] = [
    {
      image: "a",
      diagnosis: "Acne",
      raters: { r1: ["Acne"], r2: ["Acne", "Psoriasis"] },
    },
    { image: "b", diagnosis: "Acne", raters: { r1: ["Acne"], r2: ["Acne"] } },
    {
      image: "c",
      diagnosis: "Psoriasis",
      raters: { r1: ["Psoriasis"], r2: ["Other-disease"] },
    },
    { image: "d", diagnosis: "Psoriasis", raters: { r1: ["Psoriasis"] } },
  ];
  const outline = (name: string, f1: number | null): SomeScore => {
    const [image = "", rater = "", characteristic = ""] = name.split(" ");
    return { image, target: "gold", rater, characteristic, scores: { f1 } };
  };
  const raters = (
    name: string,
    explanation: SomeRaterScore["explanation"],
    f1: number,
  ): SomeRaterScore => {
    const [image = "", rater = "", reference = "", characteristic = ""] = name
      .split(" ");
    return {
      image,
      rater,
      reference,
      characteristic,
      explanation,
      scores: { f1 },
    };
  };
  const centre = await files.scores([
    ...["a r1", "a r2", "b r1", "b r2"].map((place) =>
      outline(`${place} union`, 0.25)
    ),
    ...["c r1", "c r2", "d r1"].map((place) => outline(`${place} union`, 0)),
  ]);
  const inputs: Inputs = {
    ...await files.ingested(images),
    centre_scores: [centre],
    random_scores: [await files.scores([])],
    rater_scores: [
      await files.raterScores([
        raters("a r1 r2 union", "union", 0.75),
        raters("a r2 r1 union", "union", 0.75),
        raters("b r1 r2 union", "union", 0.5),
        raters("b r2 r1 union", "union", 1),
        raters("b r2 r1 Papule", "characteristic", 0.125),
        raters("c r2 r1 union", "union", 0.25),
      ]),
    ],
    sizes: [
      await files.lines("image,width,height", "a,4,3", "c,3,4"),
      await files.lines("image,width,height", "b,4,3", "d,4,30"),
    ],
    "logits.net-0": [],
    "logits.net-1": [],
    "split.net-0": await files.json({ train: ["d"], test: ["a", "b", "c"] }),
    "split.net-1": await files.json({ train: ["a", "b"], test: ["c", "d"] }),
    "scores.net-0": [
      await files.scores([
        outline("a r1 Papule", 0.5),
        outline("a r2 Papule", null),
        outline("a r1 union", 0.5),
        outline("a r2 union", 1),
        outline("c r1 Papule", 0),
        outline("c r2 Papule", 1),
      ]),
      await files.scores([
        outline("b r1 Papule", 1),
        outline("b r1 union", 0.75),
        outline("b r2 union", 0.25),
        outline("c r1 union", 0),
        outline("c r2 union", 1),
        // Fitted to this one, so it must not count.
        outline("d r1 union", 1),
      ]),
    ],
    "scores.net-1": [
      await files.scores([
        outline("a r1 Papule", 1),
        outline("c r1 union", 0.5),
        outline("c r2 union", 1),
        outline("d r1 union", 1),
        outline("d r1 Papule", 0.25),
      ]),
    ],
    "states.net-0": [
      await files.lines("image,class,state", "a,0,ok", "a,1,empty", "d,1,ok"),
      await files.lines("image,class,state", "b,0,negative", "c,1,ok"),
    ],
    "states.net-1": [await files.lines("image,class,state", "c,1,nan")],
  };
  const predictions = {
    "net-0": [{ a: [1, 0], c: [2, -1] }, { b: [0.5, 0.25], d: [0, 1] }],
    "net-1": [{ a: [1, 0], c: [0, 1] }, { b: [1, 0], d: [0, 3] }],
  };
  for (const [id, parts] of Object.entries(predictions)) {
    const { logits, ids } = await files.predictions(parts);
    inputs[`logits.${id}`] = logits;
    inputs[`ids.${id}`] = ids;
  }
  const params: BenchmarkParams = {
    architectures: [{ id: "net", name: "Net", networks: ["net-0", "net-1"] }],
    diagnoses: ["Acne", "Psoriasis"],
    labels: ["Acne", "Psoriasis"],
    images: { evaluations: "all", part: "test" },
    wirings: [{
      id: "gold",
      title: "held out",
      classes: { Acne: 0, Psoriasis: 1 },
    }],
    readings: [
      {
        id: "all",
        title: "all",
        target: "gold",
        evaluations: "all",
        average: "mean",
        union: { images: "counted", average: "diagnoses" },
      },
      {
        id: "kept",
        title: "kept",
        target: "gold",
        evaluations: "one-diagnosis",
        average: "mean",
        union: { images: "counted", average: "outlines" },
      },
    ],
    compared: "kept",
    rater: "Rater",
    characteristics: ["Papule"],
    undefinedRates: "zero",
    std: "sample",
    checks: [
      {
        id: "good",
        quantity: "macro-f1-mean",
        relation: ">=",
        threshold: 0.7,
      },
      {
        id: "worst",
        quantity: "macro-f1-lowest",
        relation: ">=",
        threshold: 0.5,
      },
      {
        id: "above",
        quantity: "dice-difference",
        against: "centre",
        relation: ">=",
        threshold: 0.3,
      },
      {
        id: "chance",
        quantity: "dice-p-value",
        against: "random",
        relation: "<=",
        threshold: 0.01,
      },
    ],
    caution: "Made up.",
  };
  return { inputs, params };
}
