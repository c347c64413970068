import { readJson } from "../../data/read_json.ts";
import { writeJson } from "../../data/write_json.ts";
import {
  type LinearHead,
  withLinearHead,
} from "../../models/architectures/with_linear_head.ts";
import { readModel } from "../../models/onnx/read_model.ts";
import { writeModel } from "../../models/onnx/write_model.ts";
import type { StageIO } from "../engine/stage.ts";
import { readImages } from "./evaluations/read_images.ts";
import type { FitParams } from "./fit.ts";
import { fitHead } from "./fit/fit_head.ts";
import type { FitReport } from "./fit/fit_report.ts";
import { heldOut } from "./fit/held_out.ts";
import { readFeatures } from "./fit/read_features.ts";
import type { Split } from "./fit/split.ts";

import type { Sidecar } from "./networks/sidecar.ts";
import { sidecarSchema } from "./networks/sidecar_schema.ts";

/** Splits the images, fits a head to the training part, and puts it on the trunk. */
export async function run(io: StageIO<FitParams>): Promise<void> {
  const { params } = io;
  const network = `${params.architecture}-${params.run}`;
  const features = await readFeatures({
    features: io.parts("features"),
    ids: io.parts("ids"),
  });
  const ids = [...features.keys()];
  const split: Split = {
    train: ids.filter((id) => !heldOut(id, params)),
    test: ids.filter((id) => heldOut(id, params)),
  };
  await writeJson(io.output("split"), split);

  const rows = split.train.map((id) => features.get(id)!);
  const labels = await labelsOf(split.train, {
    images: io.input("images"),
    network,
    classes: params.classes,
  });
  const columns = rows[0]!.length;
  const data = Float64Array.from(rows.flatMap((row) => [...row]));
  const { head, fit } = fitHead(
    { features: { rows: rows.length, columns, data }, labels },
    { classes: params.classes.length, l2: params.l2 },
  );

  const trunk = readModel(await Deno.readFile(io.input("trunk")), {
    name: io.input("trunk"),
  });
  await Deno.writeFile(
    io.output("model"),
    writeModel(withLinearHead(trunk, head)),
  );
  const card = await readJson(io.input("card"), sidecarSchema);
  await writeJson(
    io.output("card"),
    {
      ...card,
      labels: params.classes,
      provenance:
        `${network}: ${card.provenance}; its head is fitted to ${rows.length} images`,
    } satisfies Sidecar,
  );
  const right = rows.filter((row, i) => best(head, row) === labels[i]);
  await writeJson(
    io.output("fit"),
    {
      objective: fit.objective,
      gradient: fit.gradient,
      iterations: fit.iterations,
      training_images: split.train.length,
      test_images: split.test.length,
      training_counts: Object.fromEntries(
        params.classes.map((name, k) => [
          name,
          labels.filter((label) => label === k).length,
        ]),
      ),
      training_accuracy: right.length / rows.length,
    } satisfies FitReport,
  );
}

/**
 * The classes of images.
 *
 * @throws {RangeError} If an image has no diagnosis, or one that is no class, or a
 * class has no image.
 */
async function labelsOf(
  ids: readonly string[],
  { images, network, classes }: {
    readonly images: string;
    readonly network: string;
    readonly classes: readonly string[];
  },
): Promise<number[]> {
  const described = await readImages(images);
  const labels = ids.map((id) => {
    const diagnosis = described.get(id)?.diagnosis;
    const label = classes.findIndex((name) => name === diagnosis);
    if (label >= 0) return label;
    throw new RangeError(
      `Cannot fit ${network} to "${id}": "${images}" ${
        diagnosis === undefined
          ? "does not list it"
          : `has it as "${diagnosis}", which is none of ${classes.join(", ")}`
      }: supply the metadata of the images`,
    );
  });
  const absent = classes.filter((_, k) => !labels.includes(k));
  if (absent.length > 0) {
    throw new RangeError(
      `Cannot fit ${network}: none of its ${ids.length} training images shows ${
        absent.join(", ")
      }: supply more images, or another seed or a smaller share of test images`,
    );
  }
  return labels;
}

/** The class of the largest score. */
function best({ weights, bias }: LinearHead, row: Float32Array): number {
  const scores = Array.from(
    bias,
    (start, k) =>
      row.reduce((sum, x, j) => sum + x * weights[k * row.length + j]!, start),
  );
  return scores.indexOf(Math.max(...scores));
}
