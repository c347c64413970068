import { openChildSession } from "./child_session.ts";
import type { TensorLike } from "./session.ts";

/** The node as a profile names it, and what ran it. */
export interface NodeProvider {
  /** The node's label, or one that the runtime has made up. */
  readonly node: string;
  /** The operator, such as `"Conv"`, or the runtime's own `"MemcpyToHost"`. */
  readonly op: string;
  /** ONNX Runtime's name of it, such as `"WebGpuExecutionProvider"`. */
  readonly provider: string;
}

/** What {@link nodeProviders} runs. */
export interface ProfiledRun {
  /** Where it runs. */
  readonly device: "webgpu" | "wasm";
  /** A tensor for each input. */
  readonly feeds: Readonly<Record<string, TensorLike>>;
  /** Whether the runtime may rewrite the graph first; `true` unless said. */
  readonly optimise?: boolean;
}

/** The lines of a profile that are of interest. */
interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  readonly args: { readonly op_name?: string; readonly provider?: string };
}

const KERNEL = "_kernel_time";

/**
 * Runs a model once and tells which execution provider ran each node, copies between
 * main memory and the GPU included. The runtime prints this on stdout, so that it runs
 * in a child process.
 *
 * @throws {SyntaxError} If the runtime's profile is not what it was in version 1.30.
 */
export async function nodeProviders(
  model: Uint8Array<ArrayBuffer>,
  { device, feeds, optimise = true }: ProfiledRun,
): Promise<NodeProvider[]> {
  const session = await openChildSession(model, {
    device,
    optimise,
    profile: true,
  });
  try {
    await session.run(feeds);
  } finally {
    await session.close();
  }
  const nodes = session.printed.split("\n").flatMap((line): NodeProvider[] => {
    if (!line.startsWith('{"cat"')) return [];
    const event = JSON.parse(line.replace(/,\s*$/, "")) as ProfileEvent;
    const { op_name: op, provider } = event.args;
    if (event.cat !== "Node" || !event.name.endsWith(KERNEL)) return [];
    if (op === undefined || provider === undefined) return [];
    return [{ node: event.name.slice(0, -KERNEL.length), op, provider }];
  });
  if (nodes.length === 0) {
    throw new SyntaxError("The runtime printed no profile");
  }
  return nodes;
}
