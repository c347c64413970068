/** Which classes are explained: by index, or for each image the one with the highest score. */
export type Classes = readonly number[] | "top";

/** What {@link chooseClasses} chooses from. */
export interface ChooseClassesOptions {
  /** What was asked for; `"all"` where that is cheap if left out. */
  readonly classes?: "all" | Classes | undefined;
  /** How many classes the model has. */
  readonly count: number;
  /** Whether each class needs a backward pass of its own. */
  readonly backward: boolean;
}

/** The most classes for which backward passes are made in one run. */
export const MAX_BACKWARD = 32;

/**
 * Chooses the classes to explain.
 *
 * @throws {RangeError} If a class does not exist, none is given, or there are more
 * than {@link MAX_BACKWARD} that need backward passes.
 */
export function chooseClasses(options: ChooseClassesOptions): Classes {
  const { classes, count, backward } = options;
  const many = backward && count > MAX_BACKWARD;
  if (classes === undefined && many) return "top";
  if (classes === "top") return "top";
  const chosen = classes === undefined || classes === "all"
    ? Array.from({ length: count }, (_, index) => index)
    : [...classes];
  const wrong = chosen.find((index) =>
    !Number.isSafeInteger(index) || index < 0 || index >= count
  );
  if (wrong !== undefined || chosen.length === 0) {
    throw new RangeError(
      `Cannot explain ${
        wrong === undefined ? "no class at all" : `class ${wrong}`
      }: the model has ${count} classes: choose from 0 to ${count - 1}`,
    );
  }
  if (backward && chosen.length > MAX_BACKWARD) {
    throw new RangeError(
      `Cannot explain ${chosen.length} classes in one run: the layers behind the target layer are not linear, so each class needs a backward pass, and ${MAX_BACKWARD} is the most: choose "top" or fewer classes`,
    );
  }
  return chosen;
}
