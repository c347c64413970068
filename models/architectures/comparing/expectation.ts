import type { Pair } from "../plan/layer.ts";
import type { NetworkPlan } from "../plan/network_plan.ts";
import type { Difference } from "./difference.ts";

/** A network that is easily taken for another, and what tells it. */
export interface Lookalike {
  /** Its layers, called as in the plan that it is taken for. */
  readonly plan: NetworkPlan;
  /** What it means if a file has a trait of its layers. */
  readonly means: Readonly<Partial<Record<Difference["trait"], string>>>;
}

/** What a kind of difference means. */
export interface Meaning {
  /** What differs. */
  readonly trait: Difference["trait"];
  /** Which layers are meant; all unless said. */
  readonly layers?: RegExp;
  /** What the file has; anything unless said. */
  readonly found?: RegExp;
  /** What that says of the file. */
  readonly means: string;
}

/** A network that a file is expected to hold. */
export interface Expectation {
  /** What it is, for people. */
  readonly title: string;
  /** Rows and columns of its input. */
  readonly size: Pair;
  /** The network for an input of a size. */
  plan(size: Pair): NetworkPlan;
  /** Other networks for an input of the size; the first that fits explains. */
  lookalikes(size: Pair): readonly Lookalike[];
  /** Explains what no lookalike does; the first that fits counts. */
  readonly meanings: readonly Meaning[];
}
