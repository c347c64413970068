import { meanStd } from "../../metrics/mean_std.ts";

/** The mean over runs of each image's value, over the runs that have the image. */
export function meanByImage(
  runs: readonly ReadonlyMap<string, number>[],
): Map<string, number> {
  const all = Map.groupBy(
    runs.flatMap((run) => [...run]),
    ([image]) => image,
  );
  return new Map(
    [...all].flatMap(([image, own]) => {
      const values = own.map(([, value]) => value);
      const { mean } = meanStd(values, { std: "population" });
      return mean === undefined ? [] : [[image, mean] as const];
    }),
  );
}
