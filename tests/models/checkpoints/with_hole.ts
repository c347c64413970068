import type { RandomAccess } from "../../../models/checkpoints/random_access.ts";
import { readEndRecord } from "../../../models/checkpoints/zip/end_record.ts";
import { MemoryAccess } from "./memory_access.ts";
import { torchZip, type ZipFile } from "./torch_zip.ts";

const UNSET = 0xffffffff;

/**
 * An archive that takes little memory and is large: bytes that nobody may read are
 * ahead of its files, or between them and the directory.
 */
export function withHole(
  files: readonly ZipFile[],
  { hole, where }: {
    readonly hole: number;
    readonly where: "before files" | "after files";
  },
): RandomAccess {
  const end = readEndRecord(new MemoryAccess(torchZip(files)));
  const start = end.start + hole;
  const bytes = torchZip(files, {
    plain: { start: UNSET },
    wide: { start, position: start + end.size },
  });
  const at = where === "before files" ? 0 : end.start;
  return {
    name: "test.pt",
    size: hole + bytes.length,
    read: (from, size) => {
      const to = from + size;
      if (to <= at) return bytes.slice(from, to);
      if (from < at + hole) throw new Error(`Read ${size} bytes from ${from}`);
      return bytes.slice(from - hole, to - hole);
    },
  };
}
