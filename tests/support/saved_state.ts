import type { StateDict } from "../../models/architectures/torch/state_dict.ts";
import type { Tensor } from "../../models/onnx/tensor.ts";
import {
  dictOps,
  pickle,
  tensorOps,
} from "../models/checkpoints/pickle_ops.ts";
import { torchZip } from "../models/checkpoints/torch_zip.ts";

/**
 * The bytes of a state dict as `torch.save` writes them.
 *
 * @param savedAs The file's stem at that time.
 */
export function savedState(
  state: StateDict,
  savedAs: string,
): Uint8Array<ArrayBuffer> {
  const entries = [...state.entries];
  const tensors = entries.map(([name, { type, dims }], key) => {
    const storage = type === "int64" ? "LongStorage" : "FloatStorage";
    const length = dims.reduce((size, x) => size * x, 1);
    const ops = tensorOps({ storage, key: `${key}`, length, size: dims });
    return [name, ops] as const;
  });
  return torchZip([
    {
      name: `${savedAs}/data.pkl`,
      bytes: pickle(dictOps(Object.fromEntries(tensors))),
    },
    ...entries.map(([name], key) => ({
      name: `${savedAs}/data/${key}`,
      bytes: bytesOf(state.read(name)),
    })),
    {
      name: `${savedAs}/version`,
      bytes: new TextEncoder().encode("3\n"),
    },
  ]);
}

function bytesOf({ data }: Tensor): Uint8Array {
  if (!ArrayBuffer.isView(data)) {
    throw new TypeError("State dicts have no texts");
  }
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
