import { writeCsv } from "../../data/csv.ts";
import type { TableCell } from "../../data/ledger/table.ts";
import { writeTable } from "../../data/ledger/table.ts";
import { NpyRowWriter } from "../../data/npy_row_writer.ts";
import type { StageIO } from "../engine/stage.ts";
import {
  countVotes,
  mostVotes,
  votedArea,
  type VoteMap,
} from "../metrics/vote_map.ts";
import type { Evaluation } from "./evaluations/evaluation.ts";
import { evaluationsInScope } from "./evaluations/evaluation_scope.ts";
import { keepEvaluations } from "./evaluations/keep_evaluations.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { readImages } from "./evaluations/read_images.ts";
import type { FuseParams } from "./fuse.ts";
import { fusionCells } from "./fusion/fusion_cells.ts";
import {
  outlinesByPair,
  type PairOutlines,
} from "./fusion/outlines_by_pair.ts";
import { VOTE_COLUMNS, type VoteEntry } from "./fusion/vote_index.ts";
import { readMaskIndex } from "./masks/mask_index.ts";
import { readMask } from "./masks/read_mask.ts";
import { RunFile } from "./masks/run_file.ts";

/**
 * Takes one image and characteristic after the other, so that no more than its outlines
 * are in memory.
 *
 * @throws {SyntaxError} If an input cannot be parsed.
 * @throws {RangeError} If the inputs are not of one ingest, or a reading names fewer
 * raters than an image has evaluations.
 */
export async function run(io: StageIO<FuseParams>): Promise<void> {
  const kept = await readKept(io);
  const valid = Map.groupBy(kept, ({ image }) => image);
  const index = await readMaskIndex(io.input("masks"));
  const pairs = outlinesByPair(index, kept);
  const votes: VoteEntry[] = [];
  using runs = RunFile.open(io.input("runs"));
  using file = await NpyRowWriter.create(io.output("vote_runs"), {
    type: "<u4",
    row: [3],
  });
  for (const outlines of pairs) {
    const [{ image, characteristic }] = outlines;
    const map = layOver(outlines, runs);
    votes.push({
      image,
      characteristic,
      width: map.width,
      height: map.height,
      drew: outlines.length,
      valid: valid.get(image)!.length,
      most: mostVotes(map),
      firstRun: file.rows,
      runs: map.runs.length / 3,
      area: votedArea(map),
    });
    await file.append(map.runs);
    io.progress(votes.length, { total: pairs.length, unit: "fused masks" });
  }
  await file.finish();
  await writeCsv(io.output("votes"), {
    columns: VOTE_COLUMNS,
    rows: votes.map((entry) => ({ ...entry, first_run: entry.firstRun })),
  });
  await writeTable(io.output("fusion"), [
    count("evaluations", kept.length),
    count("images", valid.size),
    ...fusionCells(votes, io.params.readings),
  ]);
}

async function readKept(io: StageIO<FuseParams>): Promise<Evaluation[]> {
  const { scope, rule } = io.params;
  const images = await readImages(io.input("images"));
  const all = await readEvaluations({
    evaluations: io.input("evaluations"),
    selections: io.input("selections"),
  });
  const evaluations = evaluationsInScope(all, { scope, described: images });
  return keepEvaluations(evaluations, { rule, images });
}

function layOver([first, ...others]: PairOutlines, runs: RunFile): VoteMap {
  return countVotes([
    readMask(first, runs),
    ...others.map((entry) => readMask(entry, runs)),
  ]);
}

function count(row: string, value: number): TableCell {
  return { row, column: "", statistic: "count", value };
}
