import { EnvironmentError } from "./pipeline/commands/environment_error.ts";
import { EXIT, type ExitCode } from "./pipeline/commands/exit_code.ts";
import { print, styled, tell } from "./pipeline/commands/terminal.ts";
import { UsageError } from "./pipeline/commands/usage_error.ts";
import { didYouMean } from "./pipeline/engine/did_you_mean.ts";

/** A verb of the command line. */
interface Command {
  readonly summary: string;
  /** Loads the verb's code, which the others then need not wait for. */
  readonly load: () => Promise<{
    readonly help: string;
    readonly run: (args: readonly string[]) => Promise<ExitCode>;
  }>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  reproduce: {
    summary: "recompute what the papers print",
    load: async () => {
      const { HELP, reproduce } = await import(
        "./pipeline/commands/reproduce.ts"
      );
      return { help: HELP, run: reproduce };
    },
  },
  status: {
    summary: "what a run would do now",
    load: async () => {
      const { HELP, status } = await import("./pipeline/commands/status.ts");
      return { help: HELP, run: status };
    },
  },
  why: {
    summary: "why a stage would run, field by field",
    load: async () => {
      const { HELP, why } = await import("./pipeline/commands/why.ts");
      return { help: HELP, run: why };
    },
  },
  graph: {
    summary: "draw a study's stages",
    load: async () => {
      const { HELP, graph } = await import("./pipeline/commands/graph.ts");
      return { help: HELP, run: graph };
    },
  },
  gradcam: {
    summary: "show where an ONNX classifier looks",
    load: async () => {
      const { HELP, gradcam } = await import("./pipeline/commands/gradcam.ts");
      return { help: HELP, run: gradcam };
    },
  },
  inspect: {
    summary: "list what is in an ONNX model",
    load: async () => {
      const { HELP, inspect } = await import("./pipeline/commands/inspect.ts");
      return { help: HELP, run: inspect };
    },
  },
  doctor: {
    summary: "check that this machine has what a run needs",
    load: async () => {
      const { HELP, doctor } = await import("./pipeline/commands/doctor.ts");
      return { help: HELP, run: doctor };
    },
  },
};

const HELP = `\
Replicates the DermX papers from their public annotations, and shows every step.

  deno task reproduce                run every study
  deno task status                   what a run would do now
  deno task why agreement            why a stage would run
  deno task gradcam --help           where your own network looks

Verbs: ${
  Object.entries(COMMANDS)
    .map(([name, { summary }]) => `\n  ${name.padEnd(12)}${summary}`)
    .join("")
}

"deno task VERB --help" says more about each.
`;

/** Runs a verb and gives the exit code. */
async function main(args: readonly string[]): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h") {
    print(HELP);
    return EXIT.done;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    throw new UsageError(
      `There is no verb "${name}"${didYouMean(name, Object.keys(COMMANDS))}`,
    );
  }
  const { help, run } = await command.load();
  if (rest.includes("--help") || rest.includes("-h")) {
    print(help);
    return EXIT.done;
  }
  return await run(rest);
}

try {
  Deno.exit(await main(Deno.args));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  tell(`${styled("red", "error")}: ${message}\n`);
  if (error instanceof UsageError) Deno.exit(EXIT.usage);
  if (error instanceof EnvironmentError) Deno.exit(EXIT.environment);
  // Anything else is a defect of this program, or of the machine.
  if (error instanceof Error && error.stack !== undefined) {
    tell(`${error.stack.split("\n").slice(1).join("\n")}\n`);
  }
  Deno.exit(EXIT.failed);
}
