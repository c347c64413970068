import { basename, dirname, join } from "node:path";
import type { Model } from "../../models/onnx/graph.ts";
import { inferShapes } from "../../models/onnx/infer_shapes.ts";
import {
  type Inspection,
  inspectModel,
} from "../../models/onnx/inspect_model.ts";
import { readModel } from "../../models/onnx/read_model.ts";
import { validateGraph } from "../../models/onnx/validate_graph.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
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

  --shape SIZE     the input's size, where the model leaves it open
  --json           one JSON document on standard output
  -h, --help       this text
`;

/** Prints what is in a model; exit code 3 if it is no model that can be used. */
export function inspect(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(args, {
    shape: { type: "string" },
    json: { type: "boolean" },
  });
  const [file, ...rest] = parsed.positionals;
  if (file === undefined || rest.length > 0) {
    throw new UsageError(
      'Name one model, such as "deno task inspect model.onnx"',
    );
  }
  const path = userPath(file);
  let inspection: Inspection;
  try {
    const model = readModel(Deno.readFileSync(path), {
      name: file,
      external: (location) => Deno.readFileSync(join(dirname(path), location)),
    });
    validateGraph(model, { name: file });
    const shapes = inferShapes(model, shapeOption(parsed.text("shape"), model));
    inspection = inspectModel(model, shapes);
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
      ? `${JSON.stringify({ file: basename(path), ...inspection }, null, 2)}\n`
      : inspectionText(inspection),
  );
  return Promise.resolve(EXIT.done);
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
