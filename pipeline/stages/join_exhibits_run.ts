import { readJson } from "../../data/read_json.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { exhibitsSchema } from "./exhibits/exhibits_schema.ts";
import { joinExhibits } from "./exhibits/join_exhibits.ts";
import type { JoinExhibitsParams } from "./join_exhibits.ts";

/**
 * Writes `exhibits.json`.
 *
 * @throws {SyntaxError | TypeError} If an input is not what it should be.
 * @throws {RangeError} If two checks or two tables have the same id.
 */
export async function run(io: StageIO<JoinExhibitsParams>): Promise<void> {
  const parts = await Promise.all(
    io.params.order.map((port) => readJson(io.input(port), exhibitsSchema)),
  );
  await writeJson(io.output("exhibits"), joinExhibits(parts));
}
