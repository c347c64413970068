import assert from "node:assert/strict";
import {
  type Alternative,
  measuresStage,
} from "../../../pipeline/stages/measures.ts";
import {
  DERMXDB_LOCALISATION,
  DERMXDB_MEASURES,
  DERMXDB_RATER_LOCALISATION,
} from "../../../pipeline/stages/measures_dermxdb.ts";
import {
  SAMPLE_LOCALISATION,
  SAMPLE_MEASURES,
  SAMPLE_RATER_LOCALISATION,
} from "../../../pipeline/stages/measures_sample.ts";
import { PaperMeasures } from "../../../pipeline/stages/measures/paper_measures.ts";
import { fromFileUrl } from "../../support/paths.ts";
import { MEASURES } from "../../../pipeline/stages/measures/measures.ts";

const STUDIES = [
  {
    name: "DERMXDB_MEASURES",
    params: DERMXDB_MEASURES,
    maps: DERMXDB_LOCALISATION,
    raters: DERMXDB_RATER_LOCALISATION,
  },
  {
    name: "SAMPLE_MEASURES",
    params: SAMPLE_MEASURES,
    maps: SAMPLE_LOCALISATION,
    raters: SAMPLE_RATER_LOCALISATION,
  },
];

/** Everything that alternatives change, as JSON, without the study's own values. */
function changesOf<Choice extends object>(
  own: Choice,
  alternatives: readonly Alternative<Choice>[],
): string[] {
  return alternatives.map(({ change }) => {
    const changed = Object.entries(change).filter(([key, value]) =>
      value !== own[key as keyof Choice]
    );
    assert.equal(changed.length, 1, JSON.stringify(change));
    return JSON.stringify(change);
  });
}

for (const { name, params, maps, raters } of STUDIES) {
  Deno.test(`${name} changes one thing at a time, to what there is`, () => {
    const { choices, alternatives } = params;
    const changes = [
      ...changesOf(choices.diagnosis, alternatives.diagnosis),
      ...changesOf(choices.identification, alternatives.identification),
      ...changesOf(choices.localisation, alternatives.localisation),
    ];
    for (const measure of MEASURES) {
      const titles = alternatives[measure].map(({ title }) => title);
      assert.equal(new Set(titles).size, titles.length);
    }
    // Every label and reference that is made is asked for, and the other way round.
    const asked = (key: "labels" | "reference" | "map", own: string) =>
      new Set([
        own,
        ...changes.map((change) => JSON.parse(change)[key] as string)
          .filter((id) => id !== undefined),
      ]);
    assert.deepEqual(
      asked("labels", choices.identification.labels),
      new Set(params.labels.map(({ id }) => id)),
    );
    assert.deepEqual(
      asked("reference", choices.localisation.reference),
      new Set(maps.references.map(({ id }) => id)),
    );
    assert.deepEqual(
      asked("map", choices.localisation.map),
      new Set(maps.maps),
    );
    assert.equal(
      maps.references.length,
      new Set(maps.references.map(({ id }) => id)).size,
    );
    assert.ok(raters.references.every((one) => maps.references.includes(one)));
    assert.equal(raters.references[0]!.id, choices.localisation.reference);
    assert.deepEqual(maps.characteristics, params.characteristics);
    assert.deepEqual(raters.characteristics, params.characteristics);
    const ids = params.networks.map(({ id }) => id);
    assert.ok(params.checks.every(({ network }) => ids.includes(network)));
  });
}

Deno.test("DERMXDB_MEASURES are named as the paper's numbers are", async () => {
  const paper = await PaperMeasures.read(
    fromFileUrl(
      new URL("../../../data/published/framework_paper.csv", import.meta.url),
    ),
  );
  const printed = DERMXDB_MEASURES.networks.map((network) => {
    assert.equal(network.paper, network.name);
    return MEASURES.map((measure) => paper.at(measure, network.paper));
  });

  assert.deepEqual(printed, [["0.79", "0.77", "0.39"], [
    "0.79",
    "0.79",
    "0.35",
  ]]);
  const { paper: raters } = DERMXDB_MEASURES.raters;
  assert.deepEqual(MEASURES.map((measure) => paper.at(measure, raters)), [
    "0.87",
    undefined,
    undefined,
  ]);
  assert.equal(paper.at("diagnosis", null), undefined);
});

Deno.test("measuresStage() takes four files of each network, and can do without all of them", () => {
  const without = measuresStage([]).inputs;
  const added = Object.entries(measuresStage(["net"]).inputs)
    .filter(([port]) => !(port in without));

  assert.deepEqual(
    added.map(([port]) => port),
    ["scores.net", "logits.net", "diagnoses.net", "ids.net"],
  );
  assert.ok(added.every(([, { optional }]) => optional));
});
