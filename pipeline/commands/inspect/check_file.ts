import { basename } from "node:path";
import { checkNetwork } from "../../../models/architectures/comparing/check_network.ts";
import { PAPER_NETWORKS } from "../../../models/architectures/paper_networks.ts";
import type { Model } from "../../../models/onnx/graph.ts";
import { didYouMean } from "../../engine/did_you_mean.ts";
import { UsageError } from "../usage_error.ts";
import {
  PAPER_NOTES,
  type PaperNetwork,
  paperSidecar,
} from "./paper_sidecar.ts";
import { verdictText } from "./verdict_text.ts";

/** What a check has to say. */
export interface CheckedFile {
  /** Whether the file holds what was expected. */
  readonly asExpected: boolean;
  /** For people. */
  readonly text: string;
  /** For programs. */
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * The network that an option names.
 *
 * @throws {UsageError} If there is none of the name.
 */
export function paperNetwork(name: string): PaperNetwork {
  const known = Object.keys(PAPER_NETWORKS) as PaperNetwork[];
  const found = known.find((network) => network === name);
  if (found !== undefined) return found;
  throw new UsageError(`Unknown network "${name}"${didYouMean(name, known)}`);
}

/**
 * Checks whether a file holds a network of the dataset paper, and says what to write
 * beside it.
 *
 * @param path The file's path.
 */
export function checkFile(
  model: Model,
  { path, network }: { readonly path: string; readonly network: PaperNetwork },
): CheckedFile {
  const expectation = PAPER_NETWORKS[network];
  const { title } = expectation;
  const verdict = checkNetwork(model, expectation);
  const sidecar = paperSidecar(network, verdict);
  const paper = PAPER_NOTES[network];
  const file = basename(path);
  return {
    asExpected: verdict.asExpected,
    text: verdictText(verdict, {
      title,
      sidecarFile: `${file}.json`,
      sidecar,
      paper,
    }),
    json: { file, expect: network, ...verdict, sidecar, paper },
  };
}
