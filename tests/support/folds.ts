import { writeTar } from "../../data/archive/write_tar.ts";

/** The header of a fold's list. */
const FOLD_HEADER =
  ",original_filename,dataset,diagnosis,current_filename,patient_id";

/** A line of a fold's list. */
export function foldLine(
  image: string,
  { diagnosis, patient = image }: {
    readonly diagnosis: string;
    readonly patient?: string;
  },
): string {
  return `7,${image}.jpg,SD-260,${diagnosis},${image}.jpeg,${patient}`;
}

/** Packs the lists of folds, each a header and lines, by the name of its file. */
export function packFolds(
  path: string,
  lists: Readonly<Record<string, readonly string[]>>,
): void {
  const files = Object.entries(lists).map(([name, lines]) => ({
    name,
    bytes: new TextEncoder().encode(
      [FOLD_HEADER, ...lines].map((line) => `${line}\n`).join(""),
    ),
  }));
  writeTar(path, files);
}
