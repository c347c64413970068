import type { Study } from "../engine/study.ts";
import { dermxV1 } from "./dermx_v1.ts";
import type { Sources } from "./sources.ts";

/** What studies are made from. */
export interface StudyOptions {
  /** The releases that they fetch. */
  readonly sources: Sources;
  /** The user replaced the project's own sources, which the report has to say. */
  readonly replaced: boolean;
}

/** The studies by name, in the order in which they are run. */
export const STUDIES: Readonly<
  Record<string, (options: StudyOptions) => Study>
> = {
  "dermx-v1": dermxV1,
};
