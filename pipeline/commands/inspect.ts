import { basename, dirname, join } from "node:path";
import type { Model } from "../../models/onnx/graph.ts";
import { inferShapes } from "../../models/onnx/infer_shapes.ts";
import { inspectModel } from "../../models/onnx/inspect_model.ts";
import { readModel } from "../../models/onnx/read_model.ts";
import { validateGraph } from "../../models/onnx/validate_graph.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
import {
  type CheckedFile,
  checkFile,
  paperNetwork,
} from "./inspect/check_file.ts";
import type { PaperNetwork } from "./inspect/paper_sidecar.ts";
import { inspectionText } from "./inspection_text.ts";
import { parseOptions, userPath } from "./options.ts";
import { print, styled, tell } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";

/** Help of {@link inspect}. */
export const HELP = `\
Lists what is in an ONNX model: for each node its operator, its name, the shape and
type of what it makes, and the number of its parameters.

  deno task inspect model.onnx
  deno task inspect model.onnx --shape 1x3x300x400          with this input size
  deno task inspect model.onnx --shape image=1x3x300x400    where there are more inputs
  deno task inspect --expect resnet50 resnet50-0.onnx       is it the paper's network?

  --shape SIZE     the input's size, where the model leaves it open
  --expect NAME    compare with a network of the dataset paper, resnet50 or
                   efficientnet_b4: each difference and what it means, and what to
                   write beside the model; exit code 4 if anything differs
  --json           one JSON document on standard output
  -h, --help       this text
`;

/**
 * Prints what is in a model, or how it differs from an expected one; exit code 3 if it
 * is no model that can be used, 4 if it differs.
 */
export function inspect(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(args, {
    shape: { type: "string" },
    expect: { type: "string" },
    json: { type: "boolean" },
  });
  const [file, ...rest] = parsed.positionals;
  if (file === undefined || rest.length > 0) {
    throw new UsageError(
      'Name one model, such as "deno task inspect model.onnx"',
    );
  }
  const shape = parsed.text("shape");
  const expect = parsed.text("expect");
  if (shape !== undefined && expect !== undefined) {
    throw new UsageError(
      "An expected network has a size of its own: leave --shape out",
    );
  }
  const network = expect === undefined ? undefined : paperNetwork(expect);
  const path = userPath(file);
  let report: CheckedFile;
  try {
    const model = readModel(Deno.readFileSync(path), {
      name: file,
      external: (location) => Deno.readFileSync(join(dirname(path), location)),
    });
    validateGraph(model, { name: file });
    report = reportOn(model, { path, shape, network });
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError) throw error;
    const problem = error instanceof Deno.errors.NotFound
      ? `There is no file "${file}": name an ONNX model`
      : error.message;
    tell(`${styled("red", "error")}: ${problem}\n`);
    return Promise.resolve(EXIT.environment);
  }
  print(
    parsed.flag("json")
      ? `${JSON.stringify(report.json, null, 2)}\n`
      : report.text,
  );
  return Promise.resolve(report.asExpected ? EXIT.done : EXIT.differs);
}

function reportOn(
  model: Model,
  { path, shape, network }: {
    readonly path: string;
    readonly shape: string | undefined;
    readonly network: PaperNetwork | undefined;
  },
): CheckedFile {
  if (network !== undefined) return checkFile(model, { path, network });
  const shapes = inferShapes(model, shapeOption(shape, model));
  const inspection = inspectModel(model, shapes);
  return {
    asExpected: true,
    text: inspectionText(inspection),
    json: { file: basename(path), ...inspection },
  };
}

/** Parses `1x3x300x400`, or the same after an input's name and "=". */
function shapeOption(
  text: string | undefined,
  { graph }: Model,
): Record<string, number[]> {
  if (text === undefined) return {};
  const [, name, sizes] = /^(?:(.+)=)?(\d+(?:x\d+)*)$/.exec(text) ?? [];
  if (sizes === undefined) {
    throw new UsageError(
      `"${text}" is not a shape: write sizes with "x" between them, such as 1x3x300x400`,
    );
  }
  const [first, ...others] = graph.inputs;
  if (name === undefined && others.length > 0) {
    throw new UsageError(
      `The model has ${graph.inputs.length} inputs: say whose shape it is, such as "${
        first!.name
      }=${sizes}"`,
    );
  }
  return { [name ?? first?.name ?? ""]: sizes.split("x").map(Number) };
}
