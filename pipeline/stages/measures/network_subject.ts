import type { StageIO } from "../../engine/stage.ts";
import type { ImageRow } from "../evaluations/read_images.ts";
import { identificationGroups } from "./identification_groups.ts";
import type { LabelBook } from "./label_book.ts";
import { MapScores } from "./map_scores.ts";
import { pairParts } from "./pair_parts.ts";
import type { JudgedNetwork, MeasuresParams } from "./params.ts";
import { type NetworkFold, readNetworkFold } from "./read_network_fold.ts";
import type { DiagnosisSample } from "./samples.ts";
import type { Subject } from "./subject.ts";

/** What {@link readNetwork} needs beside a network's files. */
export interface NetworkContext {
  /** What its scores stand for. */
  readonly params: Pick<MeasuresParams, "diagnoses" | "characteristics">;
  /** What the metadata say of images, by id. */
  readonly images: ReadonlyMap<string, ImageRow>;
  /** Which characteristics images have. */
  readonly book: LabelBook;
}

/** A network that is judged, and the test images of its folds. */
export interface ReadNetwork {
  /** The network. */
  readonly subject: Subject;
  /** By fold. */
  readonly folds: readonly (readonly string[])[];
}

/**
 * Reads what a network says of the test images of each fold: part k is fold k.
 *
 * @throws {SyntaxError | TypeError} If a file is not what it should be.
 * @throws {RangeError} If files do not fit each other or the study.
 */
export async function readNetwork(
  network: JudgedNetwork,
  { io, context }: { readonly io: StageIO; readonly context: NetworkContext },
): Promise<ReadNetwork> {
  const { id, name } = network;
  const { params, book } = context;
  const files = pairParts(id, {
    ids: io.parts(`ids.${id}`),
    diagnoses: io.parts(`diagnoses.${id}`),
    logits: io.parts(`logits.${id}`),
    scores: io.parts(`scores.${id}`),
  });
  const folds: NetworkFold[] = [];
  const diagnosis: DiagnosisSample[][] = [];
  const maps: MapScores[] = [];
  for (const fold of files) {
    const said = await readNetworkFold(fold, params);
    folds.push(said);
    diagnosis.push(diagnosed(said, { ids: fold.ids, context }));
    maps.push(
      await MapScores.read(fold.scores, {
        images: said.images,
        characteristics: params.characteristics,
        found: said.found,
      }),
    );
  }
  return {
    folds: folds.map(({ images }) => images),
    subject: {
      id: name,
      name,
      kind: "network",
      network,
      groups: folds.map((_, fold) => String(fold)),
      diagnosis,
      identification: (labels) => identificationGroups(folds, { book, labels }),
      localisation: (reading) => maps.map((fold) => fold.of(reading)),
    },
  };
}

function diagnosed(
  { images, answers }: NetworkFold,
  { ids, context }: { readonly ids: string; readonly context: NetworkContext },
): DiagnosisSample[] {
  const { diagnoses } = context.params;
  return images.map((image, i) => {
    const gold = context.images.get(image)?.diagnosis;
    if (gold === undefined || !diagnoses.includes(gold)) {
      throw new RangeError(
        `Cannot judge the diagnosis of "${image}" in "${ids}": the metadata ${
          gold === undefined
            ? "do not list it"
            : `have it as "${gold}", which the network cannot answer`
        }: test images with one of the study's diagnoses`,
      );
    }
    return { answer: answers[i]!, gold };
  });
}
