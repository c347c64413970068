import type { Mask } from "../../data/dermx/mask.ts";

/** A mask as rows of `#` and `.`, so that a test can show it. */
export function pictureOf({ width, height, runs }: Mask): string[] {
  const pixels = Array<string>(width * height).fill(".");
  for (let i = 0; i < runs.length; i += 2) {
    pixels.fill("#", runs[i], runs[i + 1]);
  }
  return Array.from(
    { length: height },
    (_, y) => pixels.slice(y * width, (y + 1) * width).join(""),
  );
}

/** The mask that rows of `#` and `.` show. */
export function maskOf(picture: readonly string[]): Mask {
  const pixels = picture.join("");
  const runs = [...pixels.matchAll(/#+/g)].flatMap(({ 0: run, index }) => [
    index,
    index + run.length,
  ]);
  return {
    width: picture[0]?.length ?? 0,
    height: picture.length,
    runs: Uint32Array.from(runs),
  };
}
