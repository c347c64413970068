import assert from "node:assert/strict";
import type { BenchmarkParams } from "../../../pipeline/stages/benchmark.ts";
import {
  PUBLISHED_BENCHMARK,
  PUBLISHED_TARGETS,
} from "../../../pipeline/stages/benchmark_published.ts";
import {
  SAMPLE_BENCHMARK,
  SAMPLE_TARGETS,
} from "../../../pipeline/stages/benchmark_sample.ts";
import { printedTables } from "../../../pipeline/stages/printed_tables.ts";
import { PUBLISHED_PRINTED_TABLES } from "../../../pipeline/stages/printed_tables_published.ts";
import type { DiagnosisTarget } from "../../../pipeline/stages/scores/target.ts";

const STUDIES: readonly (readonly [
  string,
  BenchmarkParams,
  readonly DiagnosisTarget[],
])[] = [
  ["PUBLISHED_BENCHMARK", PUBLISHED_BENCHMARK, PUBLISHED_TARGETS],
  ["SAMPLE_BENCHMARK", SAMPLE_BENCHMARK, SAMPLE_TARGETS],
];

for (const [name, params, targets] of STUDIES) {
  Deno.test(`${name} fits together`, () => {
    const { readings, wirings, diagnoses, labels } = params;
    assert.deepEqual([...labels].sort(), [...diagnoses].sort());
    for (const { classes } of wirings) {
      assert.deepEqual(Object.keys(classes).sort(), [...diagnoses].sort());
      assert.deepEqual(
        Object.values(classes).sort(),
        [...diagnoses.keys()],
      );
    }
    // What a network is judged by is what its maps are made for.
    assert.deepEqual(
      wirings.map(({ id, classes }) => ({ id, classes })),
      targets,
    );
    const scored = targets.map(({ id }) => id);
    assert.ok(readings.every(({ target }) => scored.includes(target)));
    assert.ok(readings.some(({ id }) => id === params.compared));
    const ids = [...readings, ...params.checks].map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    const networks = params.architectures.flatMap(({ networks }) => networks);
    assert.equal(new Set(networks).size, 10);
  });
}

Deno.test("PUBLISHED_BENCHMARK exchanges two classes in its first wiring alone", () => {
  const { diagnoses, labels, wirings } = PUBLISHED_BENCHMARK;
  const other = wirings.map(({ classes }) =>
    diagnoses.filter((name) => labels[classes[name]!] !== name)
  );
  assert.deepEqual(other, [["Viral warts", "Vitiligo"], []]);
});

Deno.test("PUBLISHED_PRINTED_TABLES has every output once, from what is computed", () => {
  const { tables } = PUBLISHED_PRINTED_TABLES;
  assert.deepEqual(
    tables.map(({ port }) => port).sort(),
    Object.keys(printedTables.outputs).sort(),
  );
  const { wirings, readings } = PUBLISHED_BENCHMARK;
  for (const { from, reading } of tables) {
    const known = from === "diagnosis" ? wirings : readings;
    assert.ok(known.some(({ id }) => id === reading), reading);
  }
});
