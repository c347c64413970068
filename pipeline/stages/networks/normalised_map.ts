import { type MapState, mapState } from "../../../models/maps/map_state.ts";
import { normaliseMap } from "../../../models/maps/normalise_map.ts";
import { quantiseMap } from "../../../models/maps/quantise_map.ts";
import type { GradcamParams } from "../gradcam.ts";

/** A map as papers and metrics take it. */
export interface NormalisedMap {
  /** 0 to 1; no value is −0. */
  readonly values: Float32Array<ArrayBuffer>;
  /** What the raw map was. */
  readonly state: MapState;
}

/** Normalises a raw map of one class, as the stage `gradcam` describes. */
export function normalisedMap(
  raw: Float32Array,
  { normalisation, quantise }: GradcamParams,
): NormalisedMap {
  const state = mapState(raw);
  if (state === "nan") return { values: new Float32Array(raw.length), state };
  const values = normaliseMap(raw, normalisation);
  return {
    values: quantise
      ? Float32Array.from(quantiseMap(values), (byte) => byte / 255)
      : values,
    state,
  };
}
