/**
 * What a learner is told of an image: its class, or of each class whether it is the
 * one. In the second case each is answered by itself, so that an image may be given
 * to no class or to several.
 */
export type Target = "class" | "one-hot";

/** A classifier and its settings; `models/fitting` says what they mean. */
export type LearnerSettings =
  | {
    readonly kind: "logistic-regression";
    /** The inverse strength of the penalty, above 0. */
    readonly c: number;
  }
  | { readonly kind: "decision-tree"; readonly target: Target }
  | {
    readonly kind: "nearest-neighbours";
    /** How many vote. */
    readonly k: number;
    /** Who votes of those that are as near as the last of them. */
    readonly ties: "earlier" | "all";
    readonly target: Target;
  }
  | {
    readonly kind: "categorical-naive-bayes";
    /** What is added to each count, above 0. */
    readonly alpha: number;
    /** How many values a feature has at least. */
    readonly minCategories: number;
  };

/** What a learner is told of an image. */
export function targetOf(settings: LearnerSettings): Target {
  return "target" in settings ? settings.target : "class";
}

/**
 * The order that a learner's answers depend on, though it means nothing: that of the
 * rows decides which of equally near examples vote, and that of the columns which of
 * equally good questions a tree asks.
 */
export function decidingOrder(
  settings: LearnerSettings,
): "rows" | "columns" | undefined {
  switch (settings.kind) {
    case "nearest-neighbours":
      return settings.ties === "earlier" ? "rows" : undefined;
    case "decision-tree":
      return "columns";
    default:
      return undefined;
  }
}
