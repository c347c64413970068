import { type Rater, RATERS } from "./raters.ts";

/**
 * How many times as often as all raters together each one selects a characteristic,
 * after the first release; 1 for those that are not listed.
 */
const FACTORS: Readonly<Record<string, readonly number[]>> = {
  "Acral distribution": [0.6, 0.8, 1.3, 2.5, 0.9, 0.8, 0, 1.5],
  "Closed comedo": [0.9, 1.1, 1.7, 0.4, 0.5, 0.9, 1.5, 1.3],
  "Cyst": [1.5, 3, 0, 0, 0, 2.2, 0, 0.5],
  "Dark skin": [0, 0.7, 4, 3.2, 0, 0, 0, 0.6],
  "Dermatoglyph disruption": [1.5, 1.6, 0, 1.3, 0.9, 1, 0, 1.1],
  "Elderly": [0.8, 1.2, 1.6, 1.5, 0.5, 0.2, 0.9, 0.5],
  "Exposed areas": [0.1, 1.5, 0.9, 1.5, 1.3, 0.7, 0.9, 0.7],
  "Extensor sites": [0, 1.7, 1.7, 1.1, 1.5, 1.3, 0, 0.8],
  "Female": [0.5, 1.6, 3, 2.5, 0.1, 0.1, 0, 0],
  "Leukotrichia": [0, 1, 0, 1.5, 1.5, 1.3, 0, 1.4],
  "Light skin": [0, 1.3, 3.5, 4, 0.4, 0, 0, 0],
  "Macule": [1, 0.7, 0.1, 0.5, 0.6, 0.3, 0.8, 3.9],
  "Male": [0.7, 1.1, 3.2, 2.9, 0.5, 0.1, 0.1, 0],
  "Nodule": [0.7, 0.9, 0.4, 0.3, 0, 1.2, 0.7, 3.5],
  "Open comedo": [1.1, 0.5, 1.4, 0.4, 0.5, 0.9, 1.4, 1.4],
  "Palmo-plantar distribution": [0, 1.1, 0.9, 1.7, 2, 0.7, 0.2, 0.8],
  "Papule": [1.3, 0.7, 0.7, 1.1, 1, 1.1, 1, 0.8],
  "Patch": [0.8, 1.1, 1.1, 0.6, 0.7, 0.8, 1.6, 1.2],
  "Periorificial": [0, 1.6, 1.4, 0.4, 2, 1.5, 0, 0.4],
  "Plaque": [1.1, 1.1, 0.9, 1.2, 1.1, 1.1, 0.6, 0.9],
  "Pustule": [0.8, 0.8, 0.9, 1.1, 0.8, 1.2, 1.2, 0.9],
  "Scale": [0.9, 1, 1.1, 1.1, 0.8, 1.1, 1.1, 1],
  "Scar": [0.9, 0.8, 1.8, 0.6, 1.7, 0.7, 0.9, 0.3],
  "Seborrheic region": [0.4, 0.7, 1.4, 1.5, 1.3, 1, 0.5, 1.3],
  "Sun damage": [1.3, 1.3, 1.5, 1.4, 1.2, 0.5, 0, 1.1],
  "Symmetrical": [0, 0.7, 1.1, 2.6, 2.1, 0.8, 0.2, 0.9],
  "Telangiectasia": [0, 1.3, 2.5, 1.2, 2.7, 2.9, 0, 0],
  "Thrombosed capillaries": [0.3, 1.7, 0.8, 0.5, 1.5, 0.3, 0, 1.6],
  "Young": [0.4, 0.8, 1.4, 2.2, 1.2, 0.7, 0, 0.7],
};

/** How many times as often as all raters together one selects a characteristic. */
export function readiness(rater: Rater, term: string): number {
  return FACTORS[term]?.[RATERS.indexOf(rater)] ?? 1;
}
