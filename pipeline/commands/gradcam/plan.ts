import { type ModelFile, readModelFile } from "./model_file.ts";
import type { NetworkInput } from "../../stages/networks/network_input.ts";
import { modelInput } from "./model_input.ts";
import { openSource } from "./open_source.ts";
import type { Preparation } from "./preparation.ts";
import { readLabels } from "./read_labels.ts";
import { readSidecar } from "./read_sidecar.ts";
import type { Request } from "./request.ts";
import { type Explainer, rewriteModel } from "./rewrite_model.ts";
import type { SampleSource } from "./sample.ts";
import { withFacts } from "./with_facts.ts";

/** All that is settled before a device is touched and a file is written. */
export interface Plan {
  /** What the user asks for. */
  readonly request: Request;
  /** The files of the model that is explained. */
  readonly files: ModelFile["files"];
  /** What samples are fed to. */
  readonly input: NetworkInput;
  /** Whoever asked for the plan closes them. */
  readonly samples: SampleSource;
  /** How pictures are prepared; null for an array. */
  readonly preparation: Preparation | null;
  /** The model that yields maps. */
  readonly explainer: Explainer;
  /** Names of the classes, if known. */
  readonly labels: readonly string[] | undefined;
}

/**
 * Settles what a request leaves open, by the model and what is said beside it.
 *
 * @throws {UsageError} If the request does not fit the model.
 * @throws {EnvironmentError} If something is missing, or the model cannot be explained.
 */
export async function makePlan(request: Request): Promise<Plan> {
  const { model, files } = readModelFile(request.model);
  const sidecar = await readSidecar(request.model, model);
  const input = modelInput(model);
  const { source, preparation } = await openSource(request, { input, sidecar });
  try {
    const explainer = rewriteModel(model, {
      request,
      inputShape: [input.dims[0] ?? 1, ...source.dims],
      layer: request.layer ?? sidecar.sidecar.layer,
      logits: request.logits ?? sidecar.sidecar.scores,
    });
    const labels = await readLabels(request.labels, {
      sidecar,
      count: explainer.classCount,
    });
    return {
      request,
      files,
      input,
      samples: source,
      preparation,
      explainer: {
        ...explainer,
        model: withFacts(explainer.model, { preparation, labels }),
      },
      labels,
    };
  } catch (error) {
    source[Symbol.dispose]();
    throw error;
  }
}
