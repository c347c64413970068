import * as z from "zod/mini";
import { readJsonList } from "../../../data/json_list.ts";

/**
 * Reads `ids.json`: the images of a shard, in the order of the rows of its arrays.
 *
 * @throws {SyntaxError} If the file is no JSON.
 * @throws {TypeError} If it is no list of texts.
 */
export async function readIds(path: string): Promise<readonly string[]> {
  return (await readJsonList(path, z.string())).items;
}
