import { findImages } from "./find_images.ts";
import { imageSource } from "./image_source.ts";
import type { NetworkInput } from "../../stages/networks/network_input.ts";
import { type Preparation, settlePreparation } from "./preparation.ts";
import type { SidecarFacts } from "../../stages/networks/sidecar_facts.ts";
import type { Request } from "./request.ts";
import type { SampleSource } from "./sample.ts";
import { tensorSource } from "./tensor_source.ts";

/** Samples, and how they were prepared if they are pictures. */
export interface OpenedSource {
  /** Whoever asked for it closes it. */
  readonly source: SampleSource;
  /** Null for an array, which is taken as it is. */
  readonly preparation: Preparation | null;
}

/**
 * Opens what the user names: pictures, or an array.
 *
 * @throws {EnvironmentError} If it is not there or cannot be used.
 * @throws {UsageError} If nothing says how pictures are prepared.
 */
export async function openSource(
  request: Request,
  about: { readonly input: NetworkInput; readonly sidecar: SidecarFacts },
): Promise<OpenedSource> {
  if (request.source.kind === "tensor") {
    const source = await tensorSource(request.source.path, about.input);
    return { source, preparation: null };
  }
  const preparation = settlePreparation(request, about);
  const files = await findImages(request.source.paths);
  const photo = request.overlays;
  return { source: imageSource(files, { preparation, photo }), preparation };
}
