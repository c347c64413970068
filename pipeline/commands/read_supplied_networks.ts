import { pathToFileURL } from "node:url";
import { PUBLISHED_BENCHMARK } from "../stages/benchmark_published.ts";
import { counted } from "../stages/prose/counted.ts";
import type {
  SuppliedModel,
  SuppliedNetworks,
} from "../studies/supplied_networks.ts";
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
 * Finds the networks that the user supplies: `resnet50-0.onnx` and so on, each with
 * or without a `.json` beside it.
 *
 * @returns Nothing if neither folder is named.
 * @throws {UsageError} If only one of the folders is named.
 * @throws {EnvironmentError} If a folder or one of the ONNX files is not there.
 */
export async function readSuppliedNetworks(
  { images, models }: SuppliedFolders,
): Promise<SuppliedNetworks | undefined> {
  if (images === undefined && models === undefined) return undefined;
  if (images === undefined || models === undefined) {
    throw new UsageError(
      `Photographs and networks go together: name both folders, --images DIR and --models DIR`,
    );
  }
  await assertFolder(images, "--images");
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
  return { images: pathToFileURL(`${images}/`), models: found };
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
