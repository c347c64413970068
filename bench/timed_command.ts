/** How a command's process went. */
export interface TimedCommand {
  /** From just before it was started until it had ended. */
  readonly seconds: number;
  /** The same in milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command and times it from outside, start-up and exit included.
 *
 * @throws {Error} If it ends with another code than 0; the message has what it said.
 */
export async function timedCommand(
  command: string,
  args: readonly string[],
): Promise<TimedCommand> {
  const cwd = new URL("..", import.meta.url);
  const from = Date.now();
  const started = performance.now();
  const output = await new Deno.Command(command, {
    args: [...args],
    cwd,
    stdin: "null",
  }).output();
  const seconds = (performance.now() - started) / 1000;
  const decoder = new TextDecoder();
  const stdout = decoder.decode(output.stdout);
  const stderr = decoder.decode(output.stderr);
  if (!output.success) {
    throw new Error(
      `"${command} ${args.join(" ")}" ended with ${output.code}: ${stderr}`,
    );
  }
  return { seconds, from, to: from + seconds * 1000, stdout, stderr };
}
