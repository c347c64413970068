import type { Study } from "../engine/study.ts";
import { dermxV1 } from "./dermx_v1.ts";
import { dermxdb } from "./dermxdb.ts";
import type { StudyDevices } from "../stages/networks/study_devices.ts";
import { sample } from "./sample.ts";
import type { Sources } from "./sources.ts";
import type { Supplied } from "./supplied.ts";

/** What studies are made from. */
export interface StudyOptions {
  /** The releases that they fetch. */
  readonly sources: Sources;
  /** The user replaced the project's own sources, which the report has to say. */
  readonly replaced: boolean;
  /** Where networks run. */
  readonly devices: StudyDevices;
  /** What the user has. */
  readonly supplied?: Supplied;
}

/** The studies by name, in the order in which they are run: the quickest first. */
export const STUDIES: Readonly<
  Record<string, (options: StudyOptions) => Study>
> = {
  "dermx-v1": dermxV1,
  dermxdb,
  sample,
};
