import { dictOps, pickle, tensorOps } from "./pickle_ops.ts";
import { torchZip, type ZipEnd, type ZipFile } from "./torch_zip.ts";

/** The bytes of floats. */
export function floatBytes(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}

/** A pickle with the tensor "weight": the four floats of the entry "0". */
export const ONE_TENSOR = pickle(dictOps({ weight: tensorOps() }));

/** The four floats. */
export const FOUR_FLOATS = floatBytes(1, 2, 3, 4);

/** The files of a checkpoint: by default with {@link ONE_TENSOR}. */
export function checkpointFiles(
  { data = ONE_TENSOR, storages = { 0: FOUR_FLOATS } }: {
    readonly data?: Uint8Array;
    readonly storages?: Readonly<Record<string, Uint8Array>>;
  } = {},
): ZipFile[] {
  return [
    { name: "test/data.pkl", bytes: data },
    ...Object.entries(storages).map(([key, bytes]) => ({
      name: `test/data/${key}`,
      bytes,
    })),
    { name: "test/version", bytes: new TextEncoder().encode("3\n") },
  ];
}

/** The bytes of a checkpoint: by default with {@link ONE_TENSOR}. */
export function checkpointBytes(
  content: Parameters<typeof checkpointFiles>[0] = {},
  end: ZipEnd = {},
): Uint8Array<ArrayBuffer> {
  return torchZip(checkpointFiles(content), end);
}
