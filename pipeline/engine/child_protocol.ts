/** What the parent tells a stage's process, as JSON on its standard input. */
export interface ChildTask {
  /** The stage's parameters. */
  readonly params: unknown;
  /** Paths of the inputs by port; a list for the parts of a partitioned port. */
  readonly inputs: Readonly<Record<string, string | readonly string[]>>;
  /** Paths of the outputs by port. */
  readonly outputs: Readonly<Record<string, string>>;
  /** A folder for temporary files. */
  readonly scratch: string;
}

/** What a stage's process tells the parent, each as a line on its standard output. */
export type ChildMessage =
  | {
    readonly type: "progress";
    readonly done: number;
    readonly total?: number;
    readonly unit?: string;
  }
  | { readonly type: "log"; readonly line: string }
  /** Something outside the sandbox that was asked for, such as `run "git"`. */
  | { readonly type: "touched"; readonly what: string }
  | { readonly type: "done"; readonly maxRssKiB: number }
  | { readonly type: "error"; readonly message: string; readonly stack: string }
  | {
    readonly type: "unavailable";
    readonly missing: string;
    readonly message: string;
  };

/**
 * Stands before each message: libraries print on standard output too, and their
 * lines go to the log. The character is the record separator of RFC 7464.
 */
export const RECORD_SEPARATOR = "\x1e";
