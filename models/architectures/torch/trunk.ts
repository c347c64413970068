import type { PlanWriter } from "../plan/plan_writer.ts";

/** A network up to its last feature maps. */
export interface Trunk {
  /** The layer that heads read. */
  readonly features: string;
  /**
   * The last convolution, whose values before its batch normalisation the framework
   * paper's Grad-CAM weights.
   */
  readonly target: string;
}

/** What a trunk is told. */
export interface TrunkOptions {
  /** The layer that it reads. */
  readonly input: string;
  /** What the names of its layers start with, such as `"backbone."`. */
  readonly prefix: string;
}

/** Appends the layers of a trunk to a plan. */
export type TrunkWriter = (writer: PlanWriter, options: TrunkOptions) => Trunk;

/** What makes a classifier of a trunk. */
export interface Head {
  /** The scores. */
  readonly output: string;
  /** The last feature maps before their mean. */
  readonly target: string;
}

/** What a head is told. */
export interface HeadOptions {
  /** The layer that it reads: a trunk's last. */
  readonly features: string;
  /** How many scores there are. */
  readonly classes: number;
}

/** Appends the layers of a head to a plan. */
export type HeadWriter = (writer: PlanWriter, options: HeadOptions) => Head;
