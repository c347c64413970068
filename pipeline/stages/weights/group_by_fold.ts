/** Files that differ in one number of their names alone. */
export interface FoldGroup {
  /** The name that they share, with `#` for the number. */
  readonly name: string;
  /** In order of the numbers. */
  readonly files: readonly string[];
}

/**
 * Divides files into groups of which each has one file a fold, by the one number in
 * which the names of a group differ: from 0 or from 1 on, with or without leading
 * zeros. A number that is the same in all of a group, as in `b2_f7.pt`, is part of
 * its name.
 *
 * @param names At least one path.
 * @param folds How many files a group has.
 * @returns Nothing if a file is in no such group.
 */
export function groupByFold(
  names: readonly string[],
  folds: number,
): FoldGroup[] | undefined {
  // Names of one shape have their numbers at the same places.
  const shapes = Map.groupBy(names, (name) => name.replace(/\d+/g, "#"));
  const groups: FoldGroup[] = [];
  for (const alike of shapes.values()) {
    const found = groupAlike(alike, folds);
    if (found === undefined) return undefined;
    groups.push(...found);
  }
  return groups;
}

/** Finds the place of the fold's number among those of names of one shape. */
function groupAlike(
  names: readonly string[],
  folds: number,
): FoldGroup[] | undefined {
  const places = [...names[0]!.matchAll(/\d+/g)].length;
  for (let place = 0; place < places; place++) {
    const groups = Map.groupBy(
      names.map((name) => cut(name, place)),
      ({ rest }) => rest,
    );
    const ordered = [...groups].map(([name, members]) => ({
      name,
      members: members.toSorted((a, b) => a.number - b.number),
    }));
    if (ordered.every(({ members }) => isComplete(members, folds))) {
      return ordered.map(({ name, members }) => ({
        name,
        files: members.map((member) => member.name),
      }));
    }
  }
  return undefined;
}

/** A name, one of its numbers, and what it is without that. */
interface Cut {
  readonly name: string;
  readonly number: number;
  readonly rest: string;
}

function cut(name: string, place: number): Cut {
  let at = 0;
  let number = NaN;
  const rest = name.replace(/\d+/g, (digits) => {
    if (at++ !== place) return digits;
    number = Number(digits);
    return "#";
  });
  return { name, number, rest };
}

function isComplete(members: readonly Cut[], folds: number): boolean {
  const first = members[0]!.number;
  return members.length === folds && (first === 0 || first === 1) &&
    members.every(({ number }, i) => number === first + i);
}
