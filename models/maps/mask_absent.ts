import { isPresent } from "./is_present.ts";

/**
 * Leaves nothing of a map where the network does not find what the map is of, as the
 * framework paper's code does after it has normalised maps; see {@link isPresent}.
 *
 * @param map Normalised: see `normaliseMap`.
 * @param logit The score, before the sigmoid, that the map explains.
 * @returns A new map, zero throughout if it is absent.
 */
export function maskAbsent(
  map: Float32Array,
  logit: number,
): Float32Array<ArrayBuffer> {
  return isPresent(logit)
    ? Float32Array.from(map)
    : new Float32Array(map.length);
}
