import assert from "node:assert/strict";
import { Limiter } from "../../../pipeline/engine/limiter.ts";

Deno.test("Limiter.run() runs no more than its limit at once, in order, and all", async () => {
  const limiter = new Limiter(3);
  const started: number[] = [];
  let running = 0;
  let most = 0;
  const given = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      limiter.run(async () => {
        started.push(i);
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, i % 3));
        running--;
        return i;
      })),
  );
  const all = Array.from({ length: 20 }, (_, i) => i);
  assert.deepEqual(given, all);
  assert.deepEqual(started, all);
  assert.equal(most, 3);
});

Deno.test("Limiter.run() frees the place of a failing function", async () => {
  const limiter = new Limiter(1);
  const broken = () => Promise.reject(new Error("broken"));
  const results = await Promise.allSettled([
    limiter.run(broken),
    limiter.run(broken),
    limiter.run(() => Promise.resolve("good")),
  ]);
  assert.deepEqual(results.map(({ status }) => status), [
    "rejected",
    "rejected",
    "fulfilled",
  ]);
});
