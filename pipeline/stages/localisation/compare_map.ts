import type { UnitMap } from "../../metrics/fixed_point_map.ts";
import { fuzzyArea, fuzzyMask } from "../../metrics/fuzzy_mask.ts";
import { fuzzyOverlap } from "../../metrics/fuzzy_overlap.ts";
import { formedArea, formedMap } from "./formed_map.ts";
import type { FusedReference } from "./fuse_references.ts";
import type { MapForm } from "./map_form.ts";
import type { FuzzyOverlap } from "./score_rows.ts";

/** A map in one form beside one reference. */
export interface ComparedMap extends FuzzyOverlap {
  /** The reference's id. */
  readonly reference: string;
  /** The form. */
  readonly map: MapForm;
}

/**
 * Compares a map in some forms with some references of its size; by reference, and of
 * each by form, in the orders given.
 *
 * @throws {RangeError} If a value of the map is outside 0 to 1, or a reading names fewer
 * raters than an image has evaluations.
 */
export function compareMap(
  map: UnitMap,
  { references, forms }: {
    readonly references: readonly FusedReference[];
    readonly forms: readonly MapForm[];
  },
): ComparedMap[] {
  const fused = references.map(({ pair: { votes, counts }, fusion }) =>
    fuzzyMask(votes, { reading: fusion, counts })
  );
  // Most characteristics are outlined by nobody, and then the area is all there is.
  const isOutlined = fused.some(({ runs }) => runs.length > 0);
  const formed = forms.map((form) => {
    if (!isOutlined) {
      const area = formedArea(map, form);
      return { form, area, overlaps: fused.map(() => 0) };
    }
    using levels = formedMap(map, form);
    return {
      form,
      area: levels.sum,
      overlaps: fused.map((mask) => fuzzyOverlap(levels, mask)),
    };
  });
  return references.flatMap(({ id, pair: { counts } }, i) => {
    const referenceArea = fuzzyArea(fused[i]!);
    return formed.map(({ form, area, overlaps }) => ({
      reference: id,
      map: form,
      drew: counts.drew,
      valid: counts.valid,
      overlap: overlaps[i]!,
      mapArea: area,
      referenceArea,
      pixels: map.width * map.height,
    }));
  });
}
