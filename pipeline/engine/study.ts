import type { Stage } from "./stage.ts";

/** Where an input of a node comes from. */
export type Source =
  /** An output of another node. */
  | { readonly node: string; readonly port: string }
  /** A file of the project or of the user. */
  | { readonly file: URL }
  /**
   * A folder of the user: the files that lie directly in it, packed into one tar
   * archive. See `packFolder`.
   */
  | {
    readonly folder: URL;
    /** Such as `".png"`, in any case; all files unless said. */
    readonly extensions?: readonly string[];
  }
  /** What the user did not supply: the node is unavailable if it needs the input. */
  | {
    /** A short name of the missing thing, such as `"photographs"`. */
    readonly missing: string;
    /** What it is and how to supply it. */
    readonly message: string;
  };

/** A stage put to use in a study. */
export interface StudyNode {
  /** A name, unique in the study; mostly the stage's own. */
  readonly id: string;
  /** What is run. */
  readonly stage: Stage;
  /** Complete parameters: what the stage's code sees. They must be JSON. */
  readonly params: object;
  /** By port; an optional port may be left out. */
  readonly inputs: Readonly<Record<string, Source>>;
  /** Hosts that the stage may reach on the network. */
  readonly hosts?: readonly string[];
  /** Facts of the device that a numeric stage computes on, as JSON; no other stage has any. */
  readonly device?: object;
}

/** A file of the results folder, and the output that it is a copy of. */
export interface Publication {
  /** The path below the study's results folder. */
  readonly file: string;
  /** The node that makes it. */
  readonly node: string;
  /** The output. */
  readonly port: string;
}

/** A declarative graph of stages, with the files that a run leaves behind. */
export interface Study {
  /** A name such as `"dermx-v1"`. */
  readonly id: string;
  /** For people to read. */
  readonly title: string;
  /** In any order. */
  readonly nodes: readonly StudyNode[];
  /** Copies at the top of the results folder; every output is kept below `artifacts/` too. */
  readonly publications: readonly Publication[];
  /**
   * Nodes whose outputs are not copied to `artifacts/`: anyone can fetch them, they are
   * large, or they are not ours to hand on.
   */
  readonly unpublished?: readonly string[];
}
