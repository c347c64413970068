import { join } from "node:path";
import type { StageIO } from "../../pipeline/engine/stage.ts";

/** What {@link stageIO} is given. */
export interface StageIOOptions<Params> {
  readonly params: Params;
  /** Input files by port; a list stands for the parts of a partitioned port. */
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
  /** Output files below the folder, by port. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** A {@link StageIO} over a folder, so that a stage's `run` can be tested in process. */
export function stageIO<Params>(
  folder: string,
  options: StageIOOptions<Params>,
): StageIO<Params> & { readonly lines: string[] } {
  const inputs = options.inputs ?? {};
  const lines: string[] = [];
  const optionalInput = (port: string): string | undefined => {
    const path = inputs[port];
    if (typeof path === "object") {
      throw new TypeError(`Input "${port}" is a list of parts`);
    }
    return path;
  };
  const optionalParts = (port: string): string[] | undefined => {
    const parts = inputs[port];
    if (typeof parts === "string") {
      throw new TypeError(`Input "${port}" is not a list of parts`);
    }
    return parts === undefined ? undefined : [...parts];
  };
  return {
    params: options.params,
    lines,
    optionalInput,
    input(port) {
      const path = optionalInput(port);
      if (path === undefined) {
        throw new TypeError(`Input "${port}" is not supplied`);
      }
      return path;
    },
    optionalParts,
    parts(port) {
      const parts = optionalParts(port);
      if (parts === undefined) {
        throw new TypeError(`Input "${port}" is not supplied`);
      }
      return parts;
    },
    output(port) {
      const file = options.outputs[port];
      if (file === undefined) {
        throw new TypeError(`Output "${port}" is not declared`);
      }
      const path = join(folder, "out", file);
      Deno.mkdirSync(join(path, ".."), { recursive: true });
      return path;
    },
    scratch(name) {
      const path = join(folder, "tmp", name);
      Deno.mkdirSync(join(path, ".."), { recursive: true });
      return path;
    },
    progress() {},
    log(line) {
      lines.push(line);
    },
  };
}
