import { join } from "node:path";
import type { StateDict } from "../../models/architectures/torch/state_dict.ts";
import { dermxOn } from "../../models/architectures/torch/dermx_on.ts";
import { madeUpState } from "./made_up_state.ts";
import { savedState } from "./saved_state.ts";

/** The files of a folder, by name. */
export type FolderFiles = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

const FOLDS = 10;

/** How the files of each network begin, and the sign of its characteristics. */
const NETWORKS = { dermx: 1, dermx_plus: -1 } as const;

/**
 * Variances of batch normalisation are lowered by it, so that pictures are told apart
 * at the end of EfficientNet-B0: by weights that are made up their differences fade in
 * its sixteen blocks, or explode.
 */
const LIVELINESS = 0.4;

/**
 * What stands in for the published weights: DermX on EfficientNet-B0, 16 MB, the same
 * in every fold, and a DermX+ that says of each characteristic the opposite.
 */
export function excerptWeights(): FolderFiles {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const [name, sign] of Object.entries(NETWORKS)) {
    const bytes = savedState(livelyState(sign), name);
    for (let fold = 0; fold < FOLDS; fold++) {
      files[`${name}_fold_${fold}.pt`] = bytes;
    }
  }
  return files;
}

/** Writes a folder anew; files of the same bytes are one file on the disk. */
export async function writeFolder(
  folder: string,
  files: FolderFiles,
): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  await Deno.remove(folder, { recursive: true });
  await Deno.mkdir(folder);
  const written = new Map<Uint8Array, string>();
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    const twin = written.get(bytes);
    if (twin === undefined) await Deno.writeFile(path, bytes);
    else await Deno.link(twin, path);
    written.set(bytes, twin ?? path);
  }
}

function livelyState(sign: number): StateDict {
  const { entries, read } = madeUpState(dermxOn("efficientnet_b0"));
  return {
    entries,
    read(name) {
      const tensor = read(name);
      const factor = factorOf(name, sign);
      if (factor === 1 || tensor.type !== "float32") return tensor;
      return { ...tensor, data: tensor.data.map((value) => factor * value) };
    },
  };
}

function factorOf(name: string, sign: number): number {
  if (name === "cx_clf.4.weight") return sign;
  if (!/\.bn\d\./.test(name)) return 1;
  if (name.endsWith(".running_var")) return LIVELINESS;
  return /\.(bias|running_mean)$/.test(name) ? 0 : 1;
}
