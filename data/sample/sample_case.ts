import type { MetadataRow } from "../dermx/metadata_schema.ts";
import type { Diagnosis } from "./design.ts";
import type { Scene } from "./scene.ts";

/** One person's picture and what is true of it. */
export interface SampleCase {
  /** Its place in the data set, from 0. */
  readonly index: number;
  /** The gold standard. */
  readonly diagnosis: Diagnosis;
  /** The disease that it looks like as well. */
  readonly resembles?: Diagnosis;
  /** The characteristics that the picture shows, by name. */
  readonly shows: ReadonlySet<string>;
  /** Whether it is hard to tell as one of the six diseases. */
  readonly atypical: boolean;
  /** Whether it is out of focus. */
  readonly blurred: boolean;
  /** What `metadata.csv` says. */
  readonly metadata: MetadataRow;
  /** What is drawn. */
  readonly scene: Scene;
}
