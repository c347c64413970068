import type { Tensor } from "../../onnx/tensor.ts";

/** What is known of a parameter, or of a statistic, before it is read. */
export interface StateEntry {
  /** What its numbers are. */
  readonly type: "float32" | "int64";
  /** The size of each dimension; empty for a scalar. */
  readonly dims: readonly number[];
}

/** What there is by name, in an order that does not count. */
export type StateEntries = ReadonlyMap<string, StateEntry>;

/** The parameters of a network by PyTorch's names, such as a checkpoint's. */
export interface StateDict {
  /** What there is. */
  readonly entries: StateEntries;
  /** Reads one of them. */
  read(name: string): Tensor;
}
