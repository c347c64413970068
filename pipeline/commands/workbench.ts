import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CodeIdentity } from "../engine/code.ts";
import { didYouMean } from "../engine/did_you_mean.ts";
import type { Emit } from "../engine/events.ts";
import { Store } from "../engine/store.ts";
import type { Study } from "../engine/study.ts";
import { STUDIES } from "../studies/catalogue.ts";
import { chooseStudyDevices } from "./choose_study_devices.ts";
import type { OptionSpecs, Parsed } from "./options.ts";
import { readSources } from "./read_sources.ts";
import { readSupplied } from "./read_supplied.ts";
import { tell } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";

/** The project's folder. */
const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Options of every command that looks at studies and the store. */
export const WORKBENCH_OPTIONS: OptionSpecs = {
  sources: { type: "string" },
  store: { type: "string" },
  results: { type: "string" },
  images: { type: "string" },
  models: { type: "string" },
  device: { type: "string" },
  json: { type: "boolean" },
};

/** Their help. */
export const WORKBENCH_HELP = `\
  --sources FILE   pins of the data, instead of data/sources.json
  --store DIR      where results are cached (.cache)
  --results DIR    where results are copied to (results)
  --images DIR     the photographs, named as current_filename in metadata.csv
  --models DIR     dermx-v1's networks: resnet50-0.onnx … efficientnet_b4-4.onnx
  --device NAME    where networks run: auto, webgpu or wasm (auto)
  --json           one JSON document on standard output
  -h, --help       this text`;

/** What commands work with. */
export interface Workbench {
  /** Open; whoever asked for the workbench closes it. */
  readonly store: Store;
  /** Bundles stages and remembers their bundles. */
  readonly code: CodeIdentity;
  /** The chosen studies, or all where none is named. */
  readonly studies: readonly Study[];
  /** Whether the user named them. */
  readonly named: boolean;
  /** A study's results folder. */
  folderOf(study: Study): string;
}

/**
 * Opens the store and the studies.
 *
 * @param parsed The command line.
 * @param names The studies that the user names.
 * @param options.emit Told of bundlings and damaged blobs.
 * @throws {UsageError} If there is no study of a name, or an option is not right.
 * @throws {EnvironmentError} If folders or devices that the user names are not there.
 */
export async function openWorkbench(
  parsed: Parsed,
  names: readonly string[],
  { emit = () => {} }: { readonly emit?: Emit } = {},
): Promise<Workbench> {
  const known = Object.keys(STUDIES);
  for (const name of names) {
    if (!known.includes(name)) {
      throw new UsageError(
        `There is no study "${name}"${didYouMean(name, known)}`,
      );
    }
  }
  const replaced = parsed.path("sources");
  if (replaced !== undefined) {
    tell(
      `The pins of the data come from "${replaced}": results are of those data, not of the published releases\n`,
    );
  }
  const sources = await readSources(replaced);
  const chosen = names.length > 0 ? [...new Set(names)] : known;
  const supplied = await readSupplied({
    images: parsed.path("images"),
    models: parsed.path("models"),
  }, {
    // It has published weights, which are fetched.
    photographsAlone: chosen.includes("dermxdb"),
  });
  const path = parsed.path("store") ?? join(ROOT, ".cache");
  const store = await Store.open(
    path,
    (digest, file) => emit({ type: "quarantined", digest, file }),
  );
  const code = new CodeIdentity({
    root: ROOT,
    store,
    // One core is left to the stage that is ready first.
    concurrency: Math.max(1, navigator.hardwareConcurrency - 1),
    onBundle: ({ id }, seconds) =>
      emit({ type: "bundled", stage: id, seconds }),
  });
  const studies = await chooseStudyDevices({
    choice: parsed.text("device"),
    store: path,
    studies: (devices) =>
      chosen.map((name) =>
        STUDIES[name]!({
          sources,
          replaced: replaced !== undefined,
          devices,
          ...(supplied === undefined ? {} : { supplied }),
        })
      ),
  });
  const results = parsed.path("results") ?? join(ROOT, "results");
  return {
    store,
    code,
    named: names.length > 0,
    studies,
    folderOf: ({ id }) => join(results, id),
  };
}
