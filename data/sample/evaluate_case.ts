import type { Annotation, Evaluation } from "../dermx/evaluation.ts";
import { BASIC_TERMS, DIAGNOSES, NON_LOCALISABLE } from "../dermx/ontology.ts";
import { attributesOf } from "./attributes.ts";
import { DESIGN, type Diagnosis } from "./design.ts";
import { Random } from "./random.ts";
import { raterOutlines } from "./rater_outlines.ts";
import type { Rater } from "./raters.ts";
import { readiness } from "./readiness.ts";
import type { SampleCase } from "./sample_case.ts";
import { lesionsOfTerm } from "./term_lesions.ts";

const NON_LOCALISABLE_TERMS: ReadonlySet<string> = new Set(NON_LOCALISABLE);

/** What a rater says of a picture; outlined annotations come first, as in the releases. */
export function evaluateCase(
  sample: SampleCase,
  { rater, seed }: { readonly rater: Rater; readonly seed: number },
): Evaluation {
  const { scene } = sample;
  const random = new Random(`rater/${seed}/${sample.index}/${rater.id}`);
  return {
    image: scene.image,
    rater: rater.id,
    width: scene.width,
    height: scene.height,
    dataset: "Generated dataset",
    annotations: annotate(sample, { rater, random }),
  };
}

interface Sight {
  readonly rater: Rater;
  readonly random: Random;
}

function annotate(sample: SampleCase, sight: Sight): Annotation[] {
  const { random } = sight;
  const discards = discardsOf(sample, sight);
  const discarded = discards.length > 0;
  const idle = random.chance(0.003);
  if (idle) return [];
  const forgetful = random.chance(0.015);
  const diagnoses = forgetful || (discarded && !random.chance(0.38))
    ? []
    : diagnosesOf(sample, random);
  const terms = discarded && !random.chance(0.45) ? [] : termsOf(sample, sight);
  const outlined = terms.flatMap((term) => outline(term, { sample, sight }));
  const tags = terms.filter((term) => NON_LOCALISABLE_TERMS.has(term));
  return [
    ...outlined,
    ...[...diagnoses, ...tags, ...discards].map((name) => ({
      name,
      attributes: [],
      paths: undefined,
    })),
  ];
}

/** Why the picture is left out, if it is. */
function discardsOf(
  { diagnosis, atypical, blurred }: SampleCase,
  { rater, random }: Sight,
): string[] {
  const lowQuality = rater.discards * (blurred ? 0.3 : 0.055);
  // Half of those who see an atypical picture give it up; others rarely do.
  const other = rater.discards *
    (atypical ? 0.47 : 0.08 * DESIGN[diagnosis].discarded);
  return [
    ...(random.chance(other) ? ["Other-disease"] : []),
    ...(random.chance(lowQuality) ? ["Low-quality"] : []),
  ];
}

function diagnosesOf(
  { diagnosis, resembles }: SampleCase,
  random: Random,
): Diagnosis[] {
  const { misled } = DESIGN[diagnosis];
  if (random.chance(0.006)) return [random.pick(DIAGNOSES)];
  if (resembles === undefined) return [diagnosis];
  if (random.chance(0.06)) return [diagnosis, resembles];
  return [random.chance(misled) ? resembles : diagnosis];
}

/** The characteristics that the rater selects. */
function termsOf(
  { diagnosis, resembles, shows }: SampleCase,
  { rater, random }: Sight,
): string[] {
  const designs = [diagnosis, ...(resembles === undefined ? [] : [resembles])]
    .flatMap((disease) => Object.entries(DESIGN[disease].signs));
  const chances = new Map<string, number>();
  for (const [term, { selected }] of designs) {
    const usual = shows.has(term) ? selected : 0.01;
    const chance = Math.min(0.98, usual * readiness(rater, term));
    chances.set(term, Math.max(chance, chances.get(term) ?? 0));
  }
  return [...chances].filter(([, chance]) => random.chance(chance))
    .map(([term]) => term);
}

function outline(
  term: string,
  { sample, sight }: { readonly sample: SampleCase; readonly sight: Sight },
): Annotation[] {
  const { random } = sight;
  const lesions = lesionsOfTerm(term, sample.scene.lesions);
  if (lesions.length === 0) return [];
  const paths = raterOutlines(lesions, sight);
  const basic = BASIC_TERMS.some((name) => name === term);
  const attributes = basic ? attributesOf(lesions[0]!.kind, random) : [];
  // Now and then the rest of the lesions is a second annotation.
  const first = paths.length > 1 && random.chance(0.1)
    ? Math.ceil(paths.length / 2)
    : paths.length;
  return [paths.slice(0, first), paths.slice(first)]
    .filter((part) => part.length > 0)
    .map((part) => ({ name: term, attributes, paths: part }));
}
