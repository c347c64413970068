import { basename } from "node:path";
import { NpyRowReader } from "../../../data/npy_row_reader.ts";
import { quoted } from "../../../models/onnx/quoted.ts";
import { checkFinite } from "../../../models/runtime/check_finite.ts";
import { EnvironmentError } from "../environment_error.ts";
import type { NetworkInput } from "../../stages/networks/network_input.ts";
import type { SampleSource } from "./sample.ts";

/**
 * Reads rows of an array of preprocessed values, one after the other; their ids are
 * their numbers, counted from 0. A row with NaN or an infinity does not stop the others.
 *
 * @throws {EnvironmentError} If there is no such array, or it does not fit the model.
 */
export async function tensorSource(
  path: string,
  input: NetworkInput,
): Promise<SampleSource> {
  const reader = await open(path);
  const [, ...dims] = reader.shape;
  const fits = dims.length === 3 &&
    dims.every((size, axis) =>
      size > 0 && size === (input.dims[axis + 1] ?? size)
    );
  if (!fits || reader.rows === 0) {
    reader[Symbol.dispose]();
    throw new EnvironmentError(
      `Cannot use "${path}": it is [${
        reader.shape.join(", ")
      }] and the model's input ${quoted(input.name)} is [${
        input.dims.map((dim) => dim ?? "any").join(", ")
      }]: save an array of this form with at least one row`,
    );
  }
  return {
    count: reader.rows,
    dims: dims as [number, number, number],
    async *samples() {
      for (let row = 0; row < reader.rows; row++) {
        const data = reader.row(row);
        const name = `${basename(path)}, row ${row}`;
        try {
          checkFinite([[name, { type: "float32", dims, data }]], "input");
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          yield { id: String(row), reason: error.message };
          continue;
        }
        yield { id: String(row), values: data, remarks: [] };
      }
    },
    [Symbol.dispose]: () => reader[Symbol.dispose](),
  };
}

async function open(path: string): Promise<NpyRowReader> {
  try {
    return await NpyRowReader.open(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new EnvironmentError(
      error instanceof Deno.errors.NotFound
        ? `There is no array "${path}": name a NumPy file with --tensor`
        : error.message,
      { cause: error },
    );
  }
}
