import assert from "node:assert/strict";
import { readTable } from "../../../data/ledger/table.ts";
import type { KeepingRule } from "../../../pipeline/stages/evaluations/keep_evaluations.ts";
import { fuse, type FuseParams } from "../../../pipeline/stages/fuse.ts";
import { DERMXDB_FUSION } from "../../../pipeline/stages/fuse_dermxdb.ts";
import { run as runFuse } from "../../../pipeline/stages/fuse_run.ts";
import { readVotes } from "../../../pipeline/stages/fusion/read_votes.ts";
import { readVoteIndex } from "../../../pipeline/stages/fusion/vote_index.ts";
import { labels, type LabelsParams } from "../../../pipeline/stages/labels.ts";
import type { LabelComparison } from "../../../pipeline/stages/labels/compare_labels.ts";
import type { ImageLabels } from "../../../pipeline/stages/labels/image_labels.ts";
import { readLabels } from "../../../pipeline/stages/labels/read_labels.ts";
import {
  DERMXDB_CHARACTERISTICS,
  DERMXDB_LABELS,
} from "../../../pipeline/stages/labels_dermxdb.ts";
import { run as runLabels } from "../../../pipeline/stages/labels_run.ts";
import { readMaskIndex } from "../../../pipeline/stages/masks/mask_index.ts";
import { RunFile } from "../../../pipeline/stages/masks/run_file.ts";
import { ingestedRelease } from "../../support/ingested_release.ts";
import { needsMirror } from "../../support/mirror.ts";
import { outputsOf } from "../../support/outputs.ts";
import { publishedFile } from "../../support/published_file.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/**
 * Counts found by an independent program (Python, on the pictures of the masks) when
 * the release was first studied, in the order of {@link PLACES}.
 */
const FUSED: readonly {
  readonly rounds: "first" | "both";
  readonly rule: KeepingRule;
  readonly counts: readonly number[];
}[] = [
  {
    rounds: "first",
    rule: "all",
    counts: [5040, 630, 2332, 780, 253, 2296, 2177],
  },
  {
    rounds: "first",
    rule: "some-diagnosis",
    counts: [3623, 589, 2204, 1016, 492, 2165, 2065],
  },
  {
    rounds: "both",
    rule: "some-diagnosis",
    counts: [3979, 591, 2238, 1026, 485, 2202, 2079],
  },
];

/** Row and column of each of {@link FUSED}'s counts. */
const PLACES = [
  "evaluations/",
  "images/",
  "any_agreement/",
  "majority_agreement/valid",
  "full_agreement/valid",
  "majority_agreement/drew",
  "full_agreement/drew",
];

/** Runs `fuse`; gives the paths of what it wrote. */
async function fused(
  folder: string,
  { inputs, params }: {
    inputs: Readonly<Record<string, string>>;
    params: FuseParams;
  },
): Promise<Record<"votes" | "vote_runs" | "fusion", string>> {
  const io = stageIO(folder, { params, inputs, outputs: outputsOf(fuse) });
  await runFuse(io);
  return {
    votes: io.output("votes"),
    vote_runs: io.output("vote_runs"),
    fusion: io.output("fusion"),
  };
}

/** Runs `labels` beside the printed ones; gives the images' labels and the comparison. */
async function labelled(
  folder: string,
  { inputs, params }: {
    inputs: Readonly<Record<string, string>>;
    params: LabelsParams;
  },
): Promise<{ images: ImageLabels[]; comparisons: LabelComparison[] }> {
  const io = stageIO(folder, {
    params,
    inputs: { ...inputs, printed: publishedFile("notebook_labels.csv") },
    outputs: outputsOf(labels),
  });
  await runLabels(io);
  return {
    images: await readLabels(io.output("labels"), DERMXDB_CHARACTERISTICS),
    comparisons: await readJson(io.output("details")),
  };
}

Deno.test(
  "the second release is fused and labelled",
  needsMirror(),
  async (t) => {
    await withFolder(async (folder) => {
      const inputs = await ingestedRelease(folder, "v2");

      for (const { rounds, rule, counts } of FUSED) {
        await t.step(
          `with the masks that were counted: ${rule}, rounds: ${rounds}`,
          async () => {
            const { fusion } = await fused(folder, {
              inputs,
              params: paramsOf(rounds, rule),
            });
            const cells = new Map(
              (await readTable(fusion)).map((
                { row, column, value },
              ) => [`${row}/${column}`, value]),
            );
            assert.deepEqual(PLACES.map((place) => cells.get(place)), counts);
            // Whoever draws leaves a trace in every fuzzy mask.
            const fuzzy = [...cells.keys()].filter((place) =>
              place.startsWith("fuzzy_")
            );
            assert.equal(fuzzy.length, 4);
            for (const place of fuzzy) {
              assert.equal(cells.get(place), cells.get("any_agreement/"));
            }
          },
        );
      }

      const { images, comparisons } = await labelled(folder, {
        inputs,
        params: DERMXDB_LABELS,
      });
      const votes = await fused(folder, { inputs, params: DERMXDB_FUSION });
      const pairs = await readVoteIndex(votes.votes);

      await t.step("with as many votes as outlined pixels", async () => {
        const { raters } = DERMXDB_FUSION.scope;
        const all = await fused(folder, {
          inputs,
          params: { ...DERMXDB_FUSION, rule: "all" },
        });
        using file = RunFile.open(all.vote_runs, 3);
        let cast = 0;
        for (const entry of await readVoteIndex(all.votes)) {
          const { runs } = readVotes(entry, file);
          for (let i = 0; i < runs.length; i += 3) {
            cast += (runs[i + 1]! - runs[i]!) * runs[i + 2]!;
          }
        }
        const outlined = (await readMaskIndex(inputs.masks!))
          .filter(({ rater }) => raters.includes(rater))
          .reduce((sum, { area }) => sum + area, 0);
        assert.equal(cast, outlined);
      });

      await t.step("with a fused mask where there is a label", () => {
        const drawn = new Set(
          pairs.map(({ image, characteristic }) =>
            `${image}/${characteristic}`
          ),
        );
        assert.equal(images.length, 630);
        for (const { image, present } of images) {
          DERMXDB_CHARACTERISTICS.forEach((characteristic, i) => {
            assert.equal(present[i], drawn.has(`${image}/${characteristic}`));
          });
        }
      });

      await t.step("with all labels that are printed but two", () => {
        const [rows, cells] = comparisons.filter(({ rule }) =>
          rule === "first-tag-is-diagnosis"
        );
        assert.deepEqual([rows?.printed, rows?.same], [100, 100]);
        assert.deepEqual([cells?.printed, cells?.same], [448, 446]);
        assert.deepEqual(cells?.other, [
          { image: "032439HB", characteristic: "Plaque", present: false },
          { image: "042980HB", characteristic: "Papule", present: false },
        ]);
      });

      await t.step("with fewer of them by every other rule", () => {
        const same = comparisons
          .filter(({ printed }) => printed === 448)
          .map(({ rule, same }) => [rule, same]);
        assert.deepEqual(same, [
          ["first-tag-is-diagnosis", 446],
          ["all", 444],
          ["undiscarded", 441],
          ["some-diagnosis", 442],
          ["one-diagnosis", 439],
          ["gold-diagnosis", 444],
        ]);
      });

      await t.step(
        "so that what only a discarded evaluation shows is left out",
        async () => {
          const params = { ...DERMXDB_LABELS, rule: "all" } as const;
          const all = await labelled(folder, { inputs, params });
          const shown = (labels: readonly ImageLabels[]): string[] =>
            DERMXDB_CHARACTERISTICS.filter((_, i) =>
              labels.find(({ image }) => image === "000498HB")?.present[i]
            );
          assert.deepEqual(shown(images), ["Patch", "Scale", "Sun damage"]);
          assert.deepEqual(
            new Set(shown(all.images)).difference(new Set(shown(images))),
            new Set(["Plaque", "Scar"]),
          );
        },
      );

      await t.step(
        "on as many images as other rules were counted on",
        async () => {
          const counts = [];
          for (const raters of [DERMXDB_LABELS.scope.raters, "all"] as const) {
            for (const rule of ["some-diagnosis", "gold-diagnosis"] as const) {
              const scope = { raters, images: "with-metadata" } as const;
              const params = { ...DERMXDB_LABELS, scope, rule, compared: [] };
              const { images } = await labelled(folder, { inputs, params });
              counts.push(images.filter(({ kept }) => kept > 0).length);
            }
          }
          assert.deepEqual(counts, [550, 546, 552, 547]);
        },
      );
    });
  },
);

function paramsOf(rounds: "first" | "both", rule: KeepingRule): FuseParams {
  if (rounds === "first") return { ...DERMXDB_FUSION, rule };
  return {
    scope: { raters: "all", images: "all" },
    rule,
    // Sixteen evaluations of an image can count.
    readings: DERMXDB_FUSION.readings.map((reading) =>
      reading.rule === "fuzzy_fixed" ? { ...reading, of: 16 } : reading
    ),
  };
}
