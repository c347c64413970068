/** Reads a JSON file that a stage wrote in the form of an interface. */
export async function readJson<T>(path: string | URL): Promise<T> {
  return JSON.parse(await Deno.readTextFile(path));
}
