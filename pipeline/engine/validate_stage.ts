import { didYouMean } from "./did_you_mean.ts";
import type { Stage } from "./stage.ts";

/**
 * Checks a stage's declaration as far as its types do not.
 *
 * @throws {TypeError} If an output's file is not a plain relative path, two outputs
 * share a file, two things that the stage reads share a name, a package is named
 * badly, or the stage is sharded by what is no required input that takes one file.
 */
export function validateStage(stage: Stage): void {
  const place = `Stage "${stage.id}"`;
  const files: string[] = [];
  for (const { file } of Object.values(stage.outputs)) {
    if (!isPlainPath(file)) {
      throw new TypeError(
        `${place} declares the output file "${file}": name a path below the output folder, such as "tables/table1.csv"`,
      );
    }
    const twin = files.find((other) =>
      `${other}/`.startsWith(`${file}/`) || `${file}/`.startsWith(`${other}/`)
    );
    if (twin !== undefined) {
      throw new TypeError(
        `${place} declares the output files "${twin}" and "${file}", which overlap: rename one`,
      );
    }
    files.push(file);
  }
  const names = new Set<string>();
  for (const name of namesRead(stage)) {
    if (!isPlainPath(name) || name.includes("/")) {
      throw new TypeError(
        `${place} reads "${name}", which is no file name: rename it`,
      );
    }
    if (names.has(name)) {
      throw new TypeError(
        `${place} reads two things named "${name}": an input, an asset or a mount: rename one`,
      );
    }
    names.add(name);
  }
  checkPackages(place, stage);
  if (stage.shardBy?.length === 0) {
    throw new TypeError(
      `${place} is sharded by no input: name one, or leave "shardBy" out`,
    );
  }
  for (const port of stage.shardBy ?? []) checkShardPort(place, stage, port);
}

function checkPackages(place: string, { packages = {} }: Stage): void {
  for (const [name, { ffi = {}, env = [] }] of Object.entries(packages)) {
    if (!/^(@[a-z0-9._-]+\/)?[a-z0-9_-][a-z0-9._-]*$/.test(name)) {
      throw new TypeError(
        `${place} names the package "${name}", which no package is called: name it as npm does`,
      );
    }
    // Commas would end the path in the flag that grants it.
    const bad = Object.values(ffi).find((path) =>
      !isPlainPath(path) || path.includes(",")
    );
    if (bad !== undefined) {
      throw new TypeError(
        `${place} names the native library "${bad}" of package "${name}": name a path below the package's folder`,
      );
    }
    const odd = env.find((variable) => !/^\w+$/.test(variable));
    if (odd !== undefined) {
      throw new TypeError(
        `${place} grants package "${name}" the variable "${odd}": name one of the environment`,
      );
    }
  }
}

function checkShardPort(place: string, stage: Stage, port: string): void {
  const declared = stage.inputs[port];
  if (declared === undefined) {
    throw new TypeError(
      `${place} is sharded by "${port}", which is not an input${
        didYouMean(port, Object.keys(stage.inputs))
      }`,
    );
  }
  if (declared.optional || declared.partitioned) {
    throw new TypeError(
      `${place} is sharded by "${port}", which is ${
        declared.optional ? "optional" : "partitioned"
      }: a shard takes one part of it, and always one`,
    );
  }
}

function namesRead({ inputs, assets = {}, mounts = [] }: Stage): string[] {
  return [...Object.keys(inputs), ...Object.keys(assets), ...mounts];
}

function isPlainPath(path: string): boolean {
  return path.split("/").every((name) =>
    name !== "" && name !== "." && name !== ".." && !/[\\\0\n]/.test(name)
  );
}
