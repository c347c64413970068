/** Photographs and networks that the user has, for studies that can do without. */
export interface SuppliedNetworks {
  /** A folder of pictures. */
  readonly images: URL;
  /** ONNX files by the network's id, such as `"resnet50-0"`. */
  readonly models: ReadonlyMap<string, SuppliedModel>;
}

/** An ONNX file, and what stands beside it. */
export interface SuppliedModel {
  /** The file. */
  readonly model: URL;
  /** `<file>.json`, where there is one. */
  readonly card?: URL;
}
