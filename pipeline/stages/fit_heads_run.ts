import { join } from "node:path";
import { readJson } from "../../data/read_json.ts";
import { writeJson } from "../../data/write_json.ts";
import { withDermxHeads } from "../../models/architectures/with_dermx_heads.ts";
import type { Matrix } from "../../models/fitting/matrix.ts";
import { readModel } from "../../models/onnx/read_model.ts";
import { writeModel } from "../../models/onnx/write_model.ts";
import type { StageIO } from "../engine/stage.ts";
import { readFeatures } from "./fit/read_features.ts";
import type { FitHeadsParams } from "./fit_heads.ts";
import { fitDermxHeads } from "./fit_heads/fit_dermx_heads.ts";
import { fitReport } from "./fit_heads/fit_report.ts";
import type { HeadsReport } from "./fit_heads/heads_report.ts";
import { type KnownImage, knownImages } from "./fit_heads/known_images.ts";
import type { Sidecar } from "./networks/sidecar.ts";
import { sidecarSchema } from "./networks/sidecar_schema.ts";
import { partName } from "./shards/part_name.ts";
import { readIds } from "./shards/read_ids.ts";

/** Fits one fold's heads after the other, and puts each on the trunk. */
export async function run(io: StageIO<FitHeadsParams>): Promise<void> {
  const { network, classes, characteristics, hidden, seed, l2 } = io.params;
  const features = await readFeatures({
    features: io.parts("features"),
    ids: io.parts("ids"),
  });
  const known = await knownImages(features.keys(), {
    images: io.input("images"),
    labels: io.input("labels"),
    classes,
    characteristics,
  });
  const trunk = readModel(await Deno.readFile(io.input("trunk")), {
    name: io.input("trunk"),
  });
  const card = await readJson(io.input("card"), sidecarSchema);
  const folds = io.parts("ids");
  const reports: HeadsReport[] = [];
  for (const [fold, path] of folds.entries()) {
    const heldOut = new Set(await readIds(path));
    // In the order of ids, so that it does not matter how images lie in shards.
    const ids = [...features.keys()].filter((id) => !heldOut.has(id));
    const images = ids.map((id) => known.get(id)!);
    checkTraining(images, { network: `${network}-${fold}`, classes });
    const fitted = fitDermxHeads({
      features: matrixOf(ids.map((id) => features.get(id)!)),
      diagnoses: images.map(({ diagnosis }) => diagnosis),
      characteristics: images.map(({ characteristics }) => characteristics),
    }, {
      hidden,
      characteristics: characteristics.length,
      diagnoses: classes.length,
      l2,
      seed,
    });
    await Deno.writeFile(
      join(io.output("models"), partName(fold, "onnx")),
      writeModel(withDermxHeads(trunk, fitted.heads)),
    );
    await writeJson(
      join(io.output("cards"), partName(fold, "json")),
      {
        ...card,
        labels: characteristics,
        scores: "cx",
        diagnoses: { output: "dx", labels: classes },
        provenance:
          `${network}-${fold}: ${card.provenance}; its heads are fitted to ${ids.length} images`,
      } satisfies Sidecar,
    );
    reports.push({
      fold,
      held_out_images: heldOut.size,
      ...fitReport(images, { fitted, classes, characteristics }),
    });
    io.progress(fold + 1, { total: folds.length, unit: "networks" });
  }
  await writeJson(io.output("fit"), reports);
}

function matrixOf(rows: readonly Float32Array[]): Matrix {
  const columns = rows[0]!.length;
  const data = Float64Array.from(rows.flatMap((row) => [...row]));
  return { rows: rows.length, columns, data };
}

/**
 * Makes sure that there is something to learn.
 *
 * @throws {RangeError} If no image shows a diagnosis, or nobody said of any which
 * characteristics it has.
 */
function checkTraining(
  images: readonly KnownImage[],
  { network, classes }: {
    readonly network: string;
    readonly classes: readonly string[];
  },
): void {
  const shown = new Set(images.map(({ diagnosis }) => diagnosis));
  const absent = classes.filter((_, k) => !shown.has(k));
  if (absent.length > 0) {
    throw new RangeError(
      `Cannot fit ${network}: none of its ${images.length} training images shows ${
        absent.join(", ")
      }: supply more images`,
    );
  }
  if (images.every(({ characteristics }) => characteristics === null)) {
    throw new RangeError(
      `Cannot fit ${network}: no evaluation that counts says which characteristics its ${images.length} training images have: supply more evaluations, or keep them by another rule`,
    );
  }
}
