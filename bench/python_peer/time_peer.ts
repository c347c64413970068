import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTar } from "../../data/archive/read_tar.ts";
import { cellId } from "../../data/ledger/cell.ts";
import { readTable } from "../../data/ledger/table.ts";
import { parseCsv } from "../../data/csv.ts";
import { timedCommand } from "../timed_command.ts";

/** Where Debian's python3-numpy and python3-pil are found. */
export const PYTHON = "/usr/bin/python3";

const COLUMNS = ["table", "row", "column", "statistic", "value"] as const;

/** Cells of Tables 1, 2a, 2b, 3a, 3b and Appendix Table 1. */
const CELLS = 548;

/** Tables without masks are sums of the same few fractions, so they agree to rounding. */
const TOLERANCE = 1e-9;

/** How one of the scripts did. */
export interface PeerResult {
  readonly script: string;
  readonly seconds: readonly number[];
  /** Cells of Table 3b, and how many are ours at the paper's two decimals. */
  readonly localisation: { readonly cells: number; readonly equal: number };
}

/** What {@link timePeer} needs. */
export interface PeerOptions {
  /** The release's tarball. */
  readonly archive: string;
  /** The study's results, which the scripts' tables are compared with. */
  readonly results: string;
  /** An empty folder for the extracted release, which is not timed. */
  readonly folder: string;
  readonly runs: number;
}

/** Why the peer cannot run here, or `undefined` if it can. */
export async function whyNoPeer(): Promise<string | undefined> {
  const permission = { name: "run", command: PYTHON } as const;
  if ((await Deno.permissions.query(permission)).state !== "granted") {
    return `it needs --allow-run=${PYTHON}`;
  }
  try {
    await timedCommand(PYTHON, ["-c", "import numpy, PIL"]);
    return undefined;
  } catch {
    return `${PYTHON} cannot import numpy and PIL: install python3-numpy and python3-pil`;
  }
}

/**
 * Times the Python way to the same tables, once from the pictures and once from
 * the outlines.
 *
 * @throws {Error} If a script's tables are not ours: then the times mean nothing.
 * The outlines' Table 3b is only counted, for Pillow fills outlines differently.
 */
export async function timePeer(options: PeerOptions): Promise<PeerResult[]> {
  const release = await extract(options.archive, options.folder);
  const ours = await ownTables(options.results);
  const results: PeerResult[] = [];
  for (const script of ["tables_from_pngs.py", "tables_from_polygons.py"]) {
    const path = fileURLToPath(new URL(script, import.meta.url));
    const seconds: number[] = [];
    let text = "";
    for (let i = 0; i < options.runs; i++) {
      const run = await timedCommand(PYTHON, ["-B", path, release]);
      seconds.push(run.seconds);
      text = run.stdout;
    }
    const localisation = compare({ name: script, text }, ours);
    if (script === "tables_from_pngs.py") {
      const { cells, equal } = localisation;
      if (equal !== cells) {
        throw new Error(`"${script}" has ${cells - equal} other cells in 3b`);
      }
    }
    results.push({ script, seconds, localisation });
  }
  return results;
}

async function extract(archive: string, folder: string): Promise<string> {
  const file = await Deno.open(archive);
  const stream = file.readable.pipeThrough(new DecompressionStream("gzip"));
  let top = "";
  for await (const { name, bytes } of readTar(stream, { name: archive })) {
    const path = join(folder, name);
    await Deno.mkdir(dirname(path), { recursive: true });
    await Deno.writeFile(path, bytes);
    top = name.slice(0, name.indexOf("/"));
  }
  return join(folder, top);
}

/** Our values by the cells' ids. */
async function ownTables(results: string): Promise<Map<string, number>> {
  const values = new Map<string, number>();
  for (const stage of ["census", "agreement"]) {
    const folder = join(results, "artifacts", stage, "tables");
    for await (const { name } of Deno.readDir(folder)) {
      const table = name.replace(".csv", "");
      for (const cell of await readTable(join(folder, name))) {
        values.set(cellId({ table, ...cell }), cell.value);
      }
    }
  }
  return values;
}

/** Compares every cell and counts those of Table 3b. */
function compare(
  source: { readonly name: string; readonly text: string },
  ours: ReadonlyMap<string, number>,
): PeerResult["localisation"] {
  const rows = parseCsv(source, { columns: COLUMNS });
  if (rows.length !== CELLS) {
    throw new Error(`"${source.name}" has ${rows.length} cells, not ${CELLS}`);
  }
  const count = { cells: 0, equal: 0 };
  for (const row of rows) {
    const theirs = Number(row.value);
    const own = ours.get(cellId(row));
    if (own === undefined) {
      throw new Error(
        `"${source.name}" has a cell "${cellId(row)}" of its own`,
      );
    }
    if (row.table === "table3b") {
      count.cells++;
      if (own.toFixed(2) === theirs.toFixed(2)) count.equal++;
    } else if (!(Math.abs(own - theirs) <= TOLERANCE)) {
      throw new Error(
        `"${source.name}" has ${theirs} for "${cellId(row)}", not ${own}`,
      );
    }
  }
  return count;
}
