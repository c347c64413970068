import { quoted } from "../../onnx/quoted.ts";
import type { StorageType } from "./value.ts";

/** The class of a state dict. */
export const ORDERED_DICT = "collections.OrderedDict";

/** The function by which a tensor is a view of a storage. */
export const REBUILD_TENSOR = "torch._utils._rebuild_tensor_v2";

/** Classes of storages, by name. */
export const STORAGES: ReadonlyMap<string, StorageType> = new Map([
  ["torch.FloatStorage", "float32"],
  ["torch.LongStorage", "int64"],
]);

const GLOBALS: ReadonlySet<string> = new Set([
  ORDERED_DICT,
  REBUILD_TENSOR,
  ...STORAGES.keys(),
]);

/** Classes of storages of other numbers, such as `torch.HalfStorage`. */
const OTHER_STORAGE = /^torch\.\w{1,20}Storage$/;

/**
 * What speaks against importing a name from the pickle of a state dict.
 *
 * @returns `undefined` if nothing does.
 */
export function faultOfGlobal(name: string): string | undefined {
  if (GLOBALS.has(name)) return undefined;
  return OTHER_STORAGE.test(name)
    ? `has numbers of "${name}", and only float32 and int64 are read: convert the model with .float() and save it again`
    : `imports ${
      quoted(name)
    }, which no state dict needs and nothing here runs: save the state_dict() alone, and load the file nowhere else unless you trust who made it`;
}
