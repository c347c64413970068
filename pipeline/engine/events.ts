import type { Digest } from "./digest.ts";
import type { Difference } from "./differences.ts";

/** An action's place: which node of which study, and which shard of it. */
export interface Place {
  /** The study's id. */
  readonly study: string;
  /** The node's id. */
  readonly node: string;
  /** Absent unless the stage is run once a part. */
  readonly shard?: { readonly index: number; readonly count: number };
}

/** Everything that can happen in a run; loggers consume it, and nothing else prints. */
export type RunEvent =
  | {
    readonly type: "run-started";
    readonly run: string;
    readonly studies: readonly string[];
  }
  | {
    readonly type: "bundled";
    readonly stage: string;
    readonly seconds: number;
  }
  | ({
    readonly type: "action-started";
    readonly key: Digest;
    /** What differs from the node's last run; empty if it never ran. */
    readonly differences: readonly Difference[];
  } & Place)
  | ({
    readonly type: "progress";
    readonly done: number;
    readonly total?: number;
    readonly unit?: string;
  } & Place)
  | ({ readonly type: "log"; readonly line: string } & Place)
  | ({ readonly type: "waiting"; readonly key: Digest } & Place)
  | ({
    readonly type: "action-finished";
    readonly key: Digest;
    readonly outcome: "executed" | "reused";
    /** How long the execution took, now or when the result was made. */
    readonly seconds: number;
    /** Bytes of the outputs. */
    readonly bytes: number;
  } & Place)
  | ({
    readonly type: "action-failed";
    readonly message: string;
    readonly trace?: string;
  } & Place)
  | ({ readonly type: "divergent"; readonly key: Digest } & Place)
  | {
    readonly type: "node-unavailable";
    readonly study: string;
    readonly node: string;
    readonly missing: string;
    /** Empty where the missing thing was told of before. */
    readonly message: string;
  }
  | {
    readonly type: "node-blocked";
    readonly study: string;
    readonly node: string;
    /** The failed nodes that it would have read from. */
    readonly by: readonly string[];
  }
  | {
    readonly type: "quarantined";
    readonly digest: Digest;
    readonly file: string;
  }
  | {
    readonly type: "published";
    readonly study: string;
    readonly folder: string;
    /** Files that were written, because they were absent or other. */
    readonly written: number;
  }
  | {
    readonly type: "run-finished";
    readonly seconds: number;
    readonly executed: number;
    readonly reused: number;
    readonly failed: number;
  };

/** Takes events as they happen. */
export type Emit = (event: RunEvent) => void;
