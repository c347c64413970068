import assert from "node:assert/strict";
import fc from "fast-check";
import type { Resources } from "../../../pipeline/engine/stage.ts";
import { Tokens } from "../../../pipeline/engine/tokens.ts";

const TOTAL: Resources = { cpu: 4, memoryMiB: 1000 };

/** Uses of tokens that end when they are told to. */
class Uses {
  readonly tokens = new Tokens(TOTAL);
  readonly started: string[] = [];
  readonly #ends = new Map<string, () => void>();

  use(name: string, resources?: Resources): Promise<void> {
    return this.tokens.use(resources, () => {
      this.started.push(name);
      return new Promise((resolve) => this.#ends.set(name, resolve));
    });
  }

  async end(name: string): Promise<void> {
    this.#ends.get(name)!();
    // Whoever waits is started by then.
    for (let i = 0; i < 5; i++) await Promise.resolve();
  }
}

Deno.test("Tokens.use() starts what fits, and the next when something ends", async () => {
  const uses = new Uses();
  const all = ["a", "b", "c"].map((name) =>
    uses.use(name, { cpu: 2, memoryMiB: 10 })
  );
  await Promise.resolve();
  assert.deepEqual(uses.started, ["a", "b"]);
  await uses.end("b");
  assert.deepEqual(uses.started, ["a", "b", "c"]);
  await uses.end("a");
  await uses.end("c");
  await Promise.all(all);
});

Deno.test("Tokens.use() lets memory bound what cores would allow", async () => {
  const uses = new Uses();
  void uses.use("a", { cpu: 1, memoryMiB: 600 });
  void uses.use("b", { cpu: 1, memoryMiB: 600 });
  await Promise.resolve();
  assert.deepEqual(uses.started, ["a"]);
  await uses.end("a");
  assert.deepEqual(uses.started, ["a", "b"]);
});

Deno.test("Tokens.use() lets small ones not pass a big one that waits", async () => {
  const uses = new Uses();
  void uses.use("small", { cpu: 1, memoryMiB: 1 });
  void uses.use("big", { cpu: 4, memoryMiB: 1 });
  void uses.use("late", { cpu: 1, memoryMiB: 1 });
  await Promise.resolve();
  assert.deepEqual(uses.started, ["small"]);
  await uses.end("small");
  assert.deepEqual(uses.started, ["small", "big"]);
  await uses.end("big");
  assert.deepEqual(uses.started, ["small", "big", "late"]);
});

Deno.test("Tokens.use() runs alone what asks for more than there is", async () => {
  const uses = new Uses();
  void uses.use("huge", { cpu: 64, memoryMiB: 1e6 });
  void uses.use("next");
  await Promise.resolve();
  assert.deepEqual(uses.started, ["huge"]);
  await uses.end("huge");
  assert.deepEqual(uses.started, ["huge", "next"]);
});

Deno.test("Tokens.use() gives back what a failing use held", async () => {
  const tokens = new Tokens({ cpu: 1, memoryMiB: 256 });
  for (let i = 0; i < 3; i++) {
    const failing = tokens.use(
      undefined,
      () => Promise.reject(new Error("broken")),
    );
    await assert.rejects(failing, { message: "broken" });
  }
  assert.equal(await tokens.use(undefined, () => Promise.resolve(5)), 5);
});

Deno.test("Tokens.use() never hands out more than there is, and starts everything", async () => {
  const need = fc.record({
    cpu: fc.integer({ min: 1, max: 6 }),
    memoryMiB: fc.integer({ min: 1, max: 1500 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(need, { maxLength: 20 }),
      async (scheduler, needs) => {
        const tokens = new Tokens(TOTAL);
        let [cpu, memoryMiB, done] = [0, 0, 0];
        const uses = needs.map((asked) => {
          const cores = Math.min(asked.cpu, TOTAL.cpu);
          const memory = Math.min(asked.memoryMiB, TOTAL.memoryMiB);
          return tokens.use(asked, async () => {
            cpu += cores;
            memoryMiB += memory;
            assert.ok(cpu <= TOTAL.cpu && memoryMiB <= TOTAL.memoryMiB);
            await scheduler.schedule(Promise.resolve());
            cpu -= cores;
            memoryMiB -= memory;
            done++;
          });
        });
        await scheduler.waitFor(Promise.all(uses));
        assert.equal(done, needs.length);
      },
    ),
    { seed: 11, numRuns: 50 },
  );
});
