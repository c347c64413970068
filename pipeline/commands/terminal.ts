import process from "node:process";
import { styleText } from "node:util";
import { writeAll } from "../../data/write_all.ts";

/** A way to set off a piece of text. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow" | "cyan";

/** Writes a result: the one thing that goes to standard output. */
export function print(text: string): void {
  writeAll(Deno.stdout, new TextEncoder().encode(text));
}

/** Writes anything that is not a result, to standard error. */
export function tell(text: string): void {
  writeAll(Deno.stderr, new TextEncoder().encode(text));
}

/** Whether standard error is a terminal that a person looks at. */
export function isLive(): boolean {
  return Deno.stderr.isTerminal() && Deno.env.get("CI") === undefined &&
    Deno.env.get("TERM") !== "dumb";
}

/** Styles a text for standard error, or leaves it where colour is not wanted. */
export function styled(style: Style, text: string): string {
  if (Deno.noColor || !Deno.stderr.isTerminal()) return text;
  return styleText(style, text, { validateStream: false });
}

/** The width of the terminal, in columns. */
export function columns(): number {
  return process.stderr.columns ?? 80;
}
