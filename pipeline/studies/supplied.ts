/** What the user has and the studies can do without. */
export interface Supplied {
  /** A folder of photographs. */
  readonly images: URL;
  /** ONNX files by the network's id, such as `"resnet50-0"`, for `dermx-v1`. */
  readonly models?: ReadonlyMap<string, SuppliedModel>;
}

/** An ONNX file, and what stands beside it. */
export interface SuppliedModel {
  /** The file. */
  readonly model: URL;
  /** `<file>.json`, where there is one. */
  readonly card?: URL;
}
