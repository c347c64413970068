import type { FiguresParams } from "../figures.ts";

/**
 * The position of a diagnosis in the networks' scores.
 *
 * @throws {RangeError} If it has none.
 */
export function classOf(diagnosis: string, { classes }: FiguresParams): number {
  if (Object.hasOwn(classes, diagnosis)) return classes[diagnosis]!;
  throw new RangeError(
    `Cannot show maps of diagnosis "${diagnosis}": no network has it as a class: choose another image`,
  );
}

/** The diagnosis at a position of the networks' scores. */
export function nameOf(index: number, { classes }: FiguresParams): string {
  return Object.keys(classes).find((name) => classes[name] === index) ??
    `class ${index}`;
}
