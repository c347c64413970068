import { resolve } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { didYouMean } from "../engine/did_you_mean.ts";
import { UsageError } from "./usage_error.ts";

/** The options of a command, in the form of Node's `parseArgs`. */
export type OptionSpecs = NonNullable<ParseArgsConfig["options"]>;

/** A parsed command line. */
export interface Parsed {
  /** What is neither an option nor an option's value, in order. */
  readonly positionals: readonly string[];
  /** The text of an option, if it was given. */
  text(name: string): string | undefined;
  /** Whether a switch was given. */
  flag(name: string): boolean;
  /** The absolute path that an option names, if it was given. */
  path(name: string): string | undefined;
}

/**
 * Parses a command's arguments.
 *
 * @throws {UsageError} If an option is unknown, or its value is missing or too many.
 */
export function parseOptions(
  args: readonly string[],
  options: OptionSpecs,
): Parsed {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: { ...options, help: { type: "boolean", short: "h" } },
      allowPositionals: true,
    });
    const { positionals } = parsed;
    const values: Readonly<Record<string, unknown>> = parsed.values;
    const text = (name: string): string | undefined => {
      const value = values[name];
      return typeof value === "string" ? value : undefined;
    };
    return {
      positionals,
      text,
      flag: (name) => values[name] === true,
      path: (name) => {
        const value = text(name);
        return value === undefined ? undefined : userPath(value);
      },
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const unknown = /^Unknown option '(--?[^']+)'/.exec(error.message)?.[1];
    if (unknown === undefined) throw new UsageError(error.message);
    const known = [...Object.keys(options), "help"].map((name) => `--${name}`);
    throw new UsageError(
      `Unknown option "${unknown}"${didYouMean(unknown, known)}`,
    );
  }
}

/** A path as the user means it: relative to where the task was started. */
export function userPath(path: string): string {
  return resolve(Deno.env.get("INIT_CWD") ?? Deno.cwd(), path);
}
