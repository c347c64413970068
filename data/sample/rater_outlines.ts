import type { Path, Point } from "../dermx/outline.ts";
import { convexHull } from "./convex_hull.ts";
import { lesionOutline } from "./lesion_outline.ts";
import type { Random } from "./random.ts";
import type { Rater } from "./raters.ts";
import type { Lesion, LesionKind } from "./scene.ts";

/** Kinds that come in crowds, and how readily a crowd is outlined as one area. */
const CROWDS: Readonly<Partial<Record<LesionKind, number>>> = {
  closed_comedo: 1,
  open_comedo: 0.9,
  scar: 1.2,
  papule: 0.7,
  pustule: 0.35,
  wart: 0.2,
  silvery_scale: 0.1,
  greasy_scale: 0.3,
  gritty_scale: 0.2,
};

/** A border that a rater draws. */
interface Drawn {
  readonly x: number;
  readonly y: number;
  readonly reach: number;
  readonly path: Path;
}

/**
 * What a rater draws around some lesions: paths that do not cross each other, since
 * what lies in two of them would count as outside.
 */
export function raterOutlines(
  lesions: readonly Lesion[],
  { rater, random }: { readonly rater: Rater; readonly random: Random },
): Path[] {
  const noticed = notice(lesions, rater, random);
  const crowd = CROWDS[noticed[0]!.kind] ?? 0;
  const lumped = noticed.length > 3 && random.chance(crowd * rater.lumping);
  const drawn = noticed.map((lesion) => draw(lesion, rater, random));
  return apart(drawn, lumped ? 3.5 : 1).map((path) => path.map(toHundredths));
}

/** Small lesions escape notice more than large ones, and the largest never does. */
function notice(
  lesions: readonly Lesion[],
  { attention }: Rater,
  random: Random,
): Lesion[] {
  const largest = lesions.reduce((a, b) => b.radius > a.radius ? b : a);
  // Of a crowd, some raters outline examples only.
  const sparing = largest.kind in CROWDS && random.chance(0.3) ? 0.35 : 1;
  return lesions.filter((lesion) => {
    const size = 0.55 + 0.45 * lesion.radius / largest.radius;
    return random.chance(sparing * attention * size) || lesion === largest;
  });
}

/** The lesion's border, widened and drawn by an unsteady hand. */
function draw(lesion: Lesion, rater: Rater, random: Random): Drawn {
  const widened = lesion.radius * rater.generosity *
      random.between(0.92, 1.1) + random.between(0, 5);
  const unsteady = 1 + rater.jitter * lesion.radius;
  const x = lesion.x + unsteady * random.normal();
  const y = lesion.y + unsteady * random.normal();
  const path = lesionOutline({
    ...lesion,
    x,
    y,
    radius: widened,
    roughness: 0.8 * lesion.roughness,
  }).map((point) => ({
    x: point.x + 0.5 * rater.jitter * lesion.radius * random.normal(),
    y: point.y + 0.5 * rater.jitter * lesion.radius * random.normal(),
  }));
  return bordered(path);
}

/**
 * Borders that do not touch: those that would, if they reached so many times as far,
 * are drawn as one, until none is left that does.
 */
function apart(drawn: readonly Drawn[], reach: number): Path[] {
  const merged = touching(drawn, reach).map((group) =>
    group.length === 1
      ? group[0]!
      : bordered(convexHull(group.flatMap(({ path }) => path)))
  );
  return merged.length === drawn.length
    ? merged.map(({ path }) => path)
    : apart(merged, 1);
}

/** Borders by groups such that none touches one of another group. */
function touching(drawn: readonly Drawn[], reach: number): Drawn[][] {
  let groups: Drawn[][] = [];
  for (const next of drawn) {
    const near = groups.filter((group) =>
      group.some((other) => {
        const distance = (next.x - other.x) ** 2 + (next.y - other.y) ** 2;
        return distance < (reach * (next.reach + other.reach)) ** 2;
      })
    );
    groups = groups.filter((group) => !near.includes(group));
    groups.push([...near.flat(), next]);
  }
  return groups;
}

/** A path with a circle that holds it, a pixel wider for what rounding does. */
function bordered(path: Path): Drawn {
  const middle = (values: readonly number[]): number =>
    (Math.min(...values) + Math.max(...values)) / 2;
  const x = middle(path.map((point) => point.x));
  const y = middle(path.map((point) => point.y));
  const reach = Math.sqrt(
    Math.max(...path.map((point) => (point.x - x) ** 2 + (point.y - y) ** 2)),
  );
  return { x, y, reach: reach + 1, path };
}

/** The labelling tool's precision. */
function toHundredths({ x, y }: Point): Point {
  return { x: Math.round(100 * x) / 100, y: Math.round(100 * y) / 100 };
}
