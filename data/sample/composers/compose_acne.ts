import type { Lesion, LesionKind } from "../scene.ts";
import type { Spot } from "../skin_area.ts";
import { type Ground, lesionAt } from "./composition.ts";

/** How a kind of acne lesion occurs: how many, and how large as a share of the picture's side. */
interface Crop {
  readonly term: string;
  readonly kind: LesionKind;
  readonly count: readonly [fewest: number, most: number];
  readonly radius: readonly [smallest: number, largest: number];
}

const CROPS: readonly Crop[] = [
  { term: "Scar", kind: "scar", count: [4, 11], radius: [0.009, 0.022] },
  {
    term: "Closed comedo",
    kind: "closed_comedo",
    count: [8, 22],
    radius: [0.007, 0.012],
  },
  { term: "Papule", kind: "papule", count: [6, 18], radius: [0.013, 0.027] },
  { term: "Nodule", kind: "nodule", count: [1, 2], radius: [0.035, 0.055] },
  { term: "Cyst", kind: "cyst", count: [1, 2], radius: [0.03, 0.045] },
  { term: "Pustule", kind: "pustule", count: [3, 10], radius: [0.009, 0.016] },
  {
    term: "Open comedo",
    kind: "open_comedo",
    count: [12, 36],
    radius: [0.004, 0.0075],
  },
];

/** Comedones, papules, pustules and scars in one to three clusters on reddened skin. */
export function composeAcne({ area, shows, share, random }: Ground): Lesion[] {
  const clusters = Array.from({ length: random.whole(1, 3) }, () => ({
    spot: area.place(0.15 * area.unit, random),
    spread: area.unit * random.between(0.06, 0.13),
  }));
  const somewhere = (): Spot => {
    const { spot, spread } = random.pick(clusters);
    return area.near(spot, { spread, random });
  };
  const redness = clusters.map(({ spot, spread }) =>
    lesionAt(spot, {
      kind: "erythema",
      radius: 1.3 * spread,
      strength: random.between(0.2, 0.55),
      random,
    })
  );
  const shown = CROPS.filter(({ term }) => shows.has(term));
  const crops = (shown.length > 0 ? shown : CROPS.slice(2, 3)).flatMap(
    ({ kind, count, radius }) =>
      Array.from(
        { length: Math.ceil(share * random.whole(...count)) },
        () =>
          lesionAt(somewhere(), {
            kind,
            radius: area.unit * random.between(...radius),
            roughness: kind === "scar" ? 0.25 : 0.08,
            random,
          }),
      ),
  );
  return [...redness, ...crops];
}
