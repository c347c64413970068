import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import type { Resources } from "../../../pipeline/engine/stage.ts";
import { Tokens } from "../../../pipeline/engine/tokens.ts";

const TOTAL: Resources = { cpu: 4, memoryMiB: 1000 };

/** Uses of tokens that end when they are told to. */
class Uses {
  readonly tokens = new Tokens(TOTAL);
  readonly started: string[] = [];
  readonly #ends = new Map<string, () => void>();

  use(
    name: string,
    { resources, turn = 0 }: { resources?: Resources; turn?: number } = {},
  ): Promise<void> {
    return this.tokens.use({ resources, turn }, () => {
      this.started.push(name);
      return new Promise((resolve) => this.#ends.set(name, resolve));
    });
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)!();
    await handedOut();
  }
}

/** Whoever waits and is served is started by then. */
async function handedOut(): Promise<void> {
  for (let i = 0; i < 3; i++) await setImmediate();
}

Deno.test("Tokens.use() starts what fits, and the next when something ends", async () => {
  const uses = new Uses();
  const all = ["a", "b", "c"].map((name) =>
    uses.use(name, { resources: { cpu: 2, memoryMiB: 10 } })
  );
  await handedOut();
  assert.deepEqual(uses.started, ["a", "b"]);
  await uses.end("b");
  assert.deepEqual(uses.started, ["a", "b", "c"]);
  await uses.end("a");
  await uses.end("c");
  await Promise.all(all);
});

Deno.test("Tokens.use() lets memory bound what cores would allow", async () => {
  const uses = new Uses();
  void uses.use("a", { resources: { cpu: 1, memoryMiB: 600 } });
  void uses.use("b", { resources: { cpu: 1, memoryMiB: 600 } });
  await handedOut();
  assert.deepEqual(uses.started, ["a"]);
  await uses.end("a");
  assert.deepEqual(uses.started, ["a", "b"]);
});

Deno.test("Tokens.use() lets small ones not pass a big one that waits", async () => {
  const uses = new Uses();
  void uses.use("small", { resources: { cpu: 1, memoryMiB: 1 } });
  void uses.use("big", { resources: { cpu: 4, memoryMiB: 1 } });
  void uses.use("late", { resources: { cpu: 1, memoryMiB: 1 } });
  await handedOut();
  assert.deepEqual(uses.started, ["small"]);
  await uses.end("small");
  assert.deepEqual(uses.started, ["small", "big"]);
  await uses.end("big");
  assert.deepEqual(uses.started, ["small", "big", "late"]);
});

Deno.test("Tokens.use() serves turns in their order, and equal ones as they came", async () => {
  const uses = new Uses();
  const resources = { cpu: 4, memoryMiB: 1 };
  const turns = { a: 2, b: 1, c: 2, d: 0, e: 1 };
  for (const [name, turn] of Object.entries(turns)) {
    void uses.use(name, { resources, turn });
  }
  await handedOut();
  for (const name of ["d", "b", "e", "a"]) await uses.end(name);
  assert.deepEqual(uses.started, ["d", "b", "e", "a", "c"]);
});

Deno.test("Tokens.use() serves an earlier turn that an end makes ready before whoever waits", async () => {
  const uses = new Uses();
  const resources = { cpu: 4, memoryMiB: 1 };
  const first = uses.use("first", { resources });
  await handedOut();
  void uses.use("waits", { resources, turn: 2 });
  const follows = async () => {
    await first;
    // What is between two actions takes some promises, and no files.
    for (let i = 0; i < 100; i++) await Promise.resolve();
    await uses.use("follows", { resources, turn: 1 });
  };
  void follows();
  await uses.end("first");
  assert.deepEqual(uses.started, ["first", "follows"]);
  await uses.end("follows");
  assert.deepEqual(uses.started, ["first", "follows", "waits"]);
});

Deno.test("Tokens.use() lets later turns not pass a big one of an earlier turn", async () => {
  const uses = new Uses();
  void uses.use("running", { resources: { cpu: 1, memoryMiB: 1 } });
  await handedOut();
  void uses.use("late", { resources: { cpu: 1, memoryMiB: 1 }, turn: 2 });
  void uses.use("big", { resources: { cpu: 1, memoryMiB: 1000 }, turn: 1 });
  await handedOut();
  assert.deepEqual(uses.started, ["running"]);
  await uses.end("running");
  assert.deepEqual(uses.started, ["running", "big"]);
  await uses.end("big");
  assert.deepEqual(uses.started, ["running", "big", "late"]);
});

Deno.test("Tokens.use() runs alone what asks for more than there is", async () => {
  const uses = new Uses();
  void uses.use("huge", { resources: { cpu: 64, memoryMiB: 1e6 } });
  void uses.use("next");
  await handedOut();
  assert.deepEqual(uses.started, ["huge"]);
  await uses.end("huge");
  assert.deepEqual(uses.started, ["huge", "next"]);
});

Deno.test("Tokens.use() gives back what a failing use held", async () => {
  const tokens = new Tokens({ cpu: 1, memoryMiB: 256 });
  for (let i = 0; i < 3; i++) {
    const failing = tokens.use(
      { turn: 0 },
      () => Promise.reject(new Error("broken")),
    );
    await assert.rejects(failing, { message: "broken" });
  }
  assert.equal(await tokens.use({ turn: 0 }, () => Promise.resolve(5)), 5);
});

Deno.test("Tokens.use() never hands out more than there is, in order of the turns, to all", async () => {
  const demand = fc.record({
    cpu: fc.integer({ min: 1, max: 6 }),
    memoryMiB: fc.integer({ min: 1, max: 1500 }),
    turn: fc.integer({ min: 0, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(demand, { maxLength: 20 }),
      async (scheduler, demands) => {
        const tokens = new Tokens(TOTAL);
        let [cpu, memoryMiB] = [0, 0];
        const started: number[] = [];
        const uses = demands.map(({ turn, ...resources }) => {
          const cores = Math.min(resources.cpu, TOTAL.cpu);
          const memory = Math.min(resources.memoryMiB, TOTAL.memoryMiB);
          return tokens.use({ resources, turn }, async () => {
            started.push(turn);
            cpu += cores;
            memoryMiB += memory;
            assert.ok(cpu <= TOTAL.cpu && memoryMiB <= TOTAL.memoryMiB);
            await scheduler.schedule(Promise.resolve());
            cpu -= cores;
            memoryMiB -= memory;
          });
        });
        await scheduler.waitFor(Promise.all(uses));
        const turns = demands.map(({ turn }) => turn);
        assert.deepEqual(started, turns.sort((a, b) => a - b));
      },
    ),
    { seed: 11, numRuns: 50 },
  );
});
