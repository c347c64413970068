import type { MapReading } from "./map_scores.ts";
import type { JudgedNetwork } from "./params.ts";
import type {
  DiagnosisSample,
  Groups,
  IdentificationSample,
  LocalisationSample,
} from "./samples.ts";

/** What is judged: a network, raters, or what knows nothing of an image. */
export interface Subject {
  /** The statistic of the tables. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** What it is. */
  readonly kind: "network" | "raters" | "constant" | "map";
  /** Which network it is; absent of others. */
  readonly network?: JudgedNetwork;
  /** The names of its folds, or of the raters. */
  readonly groups: readonly string[];
  /** Absent if it does not diagnose. */
  readonly diagnosis?: Groups<DiagnosisSample>;
  /** By labels; absent if it does not say which characteristics there are. */
  identification?(labels: string): Groups<IdentificationSample>;
  /** By reading; absent if it has no maps, and `undefined` without this reading. */
  localisation?(reading: MapReading): Groups<LocalisationSample> | undefined;
}
