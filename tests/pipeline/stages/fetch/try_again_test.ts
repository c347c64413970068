import assert from "node:assert/strict";
import { NetworkError } from "../../../../pipeline/stages/fetch/network_error.ts";
import { tryAgain } from "../../../../pipeline/stages/fetch/try_again.ts";

function fault(passing = true): NetworkError {
  return new NetworkError("fault", { passing });
}

Deno.test("tryAgain() gives up after three tries, and tells of the pauses between", async () => {
  const lines: string[] = [];
  let tries = 0;
  const attempt = (): Promise<never> => Promise.reject(fault(tries++ < 10));
  await assert.rejects(
    tryAgain(attempt, { log: (line) => lines.push(line) }),
    { name: "NetworkError", message: "fault" },
  );
  assert.equal(tries, 3);
  assert.deepEqual(lines, [
    "fault: trying again in 0.5 s",
    "fault: trying again in 2 s",
  ]);
});

Deno.test("tryAgain() waits as long as the server asks, and no less than it would", async () => {
  const lines: string[] = [];
  let tries = 0;
  const attempt = (): Promise<string> =>
    ++tries > 2 ? Promise.resolve("all") : Promise.reject(
      new NetworkError("busy", { passing: true, pause: 1 }),
    );
  const started = performance.now();
  assert.equal(await tryAgain(attempt, { log: (x) => lines.push(x) }), "all");
  assert.deepEqual(lines, [
    "busy: trying again in 1 s",
    "busy: trying again in 2 s",
  ]);
  assert.ok(performance.now() - started > 2900);
});

Deno.test("tryAgain() goes on as long as tries bring something", async () => {
  const lines: string[] = [];
  let arrived = 0;
  const attempt = (): Promise<string> =>
    ++arrived > 4 ? Promise.resolve("all") : Promise.reject(fault());
  const options = { log: (x: string) => lines.push(x), arrived: () => arrived };
  assert.equal(await tryAgain(attempt, options), "all");
  assert.deepEqual(lines, Array(4).fill("fault: trying again in 0.5 s"));
});

Deno.test("tryAgain() does not try again what will not pass", async () => {
  for (const error of [fault(false), new RangeError("other")]) {
    let tries = 0;
    const attempt = (): Promise<never> => {
      tries++;
      return Promise.reject(error);
    };
    await assert.rejects(
      tryAgain(attempt, { log: () => assert.fail("nothing to tell") }),
      error,
    );
    assert.equal(tries, 1);
  }
});
