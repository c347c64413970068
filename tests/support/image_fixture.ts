import { readFileSync } from "node:fs";

/** What Pillow makes of a file. */
interface Expected {
  readonly width: number;
  readonly height: number;
  readonly first: readonly number[];
  readonly sha256: string;
}

/** A small file and what Pillow makes of it; nothing where it is refused. */
interface FixtureCase {
  /** In base64. */
  readonly file: string;
  readonly rgb?: Expected;
  readonly upright?: Expected;
}

/** A file by its name in `tests/data/image/fixtures/`, and its bytes. */
export interface ImageCase extends Omit<FixtureCase, "file"> {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads one of the fixtures that `tests/oracle/image_files.py` writes. */
export function imageCases(kind: "jpeg" | "png"): ImageCase[] {
  const url = new URL(
    `../data/image/fixtures/${kind}.json`,
    import.meta.url,
  );
  const { cases } = JSON.parse(readFileSync(url, "utf8")) as {
    cases: Record<string, FixtureCase>;
  };
  return Object.entries(cases).map(([name, { file, ...expected }]) => ({
    name,
    bytes: Uint8Array.fromBase64(file),
    ...expected,
  }));
}

/** One of them. */
export function imageFile(
  kind: "jpeg" | "png",
  name: string,
): Uint8Array<ArrayBuffer> {
  const found = imageCases(kind).find((entry) => entry.name === name);
  if (found === undefined) throw new RangeError(`No fixture "${name}"`);
  return found.bytes;
}
