import { pathToFileURL } from "node:url";
import { PUBLISHED_BENCHMARK } from "../stages/benchmark_published.ts";
import { counted } from "../stages/prose/counted.ts";
import type { Supplied, SuppliedModel } from "../studies/supplied.ts";
import { EnvironmentError } from "./environment_error.ts";
import { UsageError } from "./usage_error.ts";

/** Files that a message names. */
const NAMED = 3;

/** Folders as the user names them. */
export interface SuppliedFolders {
  /** Of photographs. */
  readonly images: string | undefined;
  /** Of ONNX files. */
  readonly models: string | undefined;
}

/**
 * Finds what the user supplies: a folder of photographs, and networks in a folder with
 * `resnet50-0.onnx` and so on, each with or without a `.json` beside it.
 *
 * @param options.photographsAlone Whether photographs serve a study without networks.
 * @returns Nothing if neither folder is named.
 * @throws {UsageError} If only one of the folders is named where both are needed.
 * @throws {EnvironmentError} If a folder or one of the ONNX files is not there.
 */
export async function readSupplied(
  { images, models }: SuppliedFolders,
  { photographsAlone }: { readonly photographsAlone: boolean },
): Promise<Supplied | undefined> {
  if (images === undefined && models === undefined) return undefined;
  if (images === undefined) {
    throw new UsageError(
      "Networks are run on photographs: name their folder too, --images DIR",
    );
  }
  if (models === undefined && !photographsAlone) {
    throw new UsageError(
      "Photographs serve these studies with networks only: name the folders of both, --images DIR and --models DIR",
    );
  }
  await assertFolder(images, "--images");
  return {
    images: pathToFileURL(`${images}/`),
    ...(models === undefined ? {} : { models: await readModels(models) }),
  };
}

async function readModels(
  models: string,
): Promise<ReadonlyMap<string, SuppliedModel>> {
  await assertFolder(models, "--models");
  const ids = PUBLISHED_BENCHMARK.architectures.flatMap((x) => x.networks);
  const found = new Map<string, SuppliedModel>();
  const absent: string[] = [];
  for (const id of ids) {
    const file = `${models}/${id}.onnx`;
    if (!await isFile(file)) {
      absent.push(`${id}.onnx`);
      continue;
    }
    const card = `${file}.json`;
    found.set(id, {
      model: pathToFileURL(file),
      ...(await isFile(card) ? { card: pathToFileURL(card) } : {}),
    });
  }
  if (absent.length > 0) {
    const more = absent.length > NAMED ? " …" : "";
    throw new EnvironmentError(
      `The folder "${models}" lacks ${
        counted(absent.length, "network")
      } of ${ids.length} (${
        absent.slice(0, NAMED).join(", ")
      }${more}): put them there; models/architectures/README.md says what they are`,
    );
  }
  return found;
}

async function assertFolder(path: string, option: string): Promise<void> {
  try {
    if ((await Deno.stat(path)).isDirectory) return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  throw new EnvironmentError(
    `There is no folder "${path}": name one with ${option}`,
  );
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await Deno.stat(path)).isFile;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    return false;
  }
}
