import assert from "node:assert/strict";
import { NetworkError } from "../../../../pipeline/stages/fetch/network_error.ts";
import { request } from "../../../../pipeline/stages/fetch/request.ts";
import { withHurriedClock } from "../../../support/hurried_clock.ts";

/** What {@link request} throws when a server answers so. */
async function refused(response: () => Response): Promise<NetworkError> {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    response,
  );
  try {
    await request(`http://127.0.0.1:${server.addr.port}/a`);
  } catch (error) {
    assert.ok(error instanceof NetworkError);
    return error;
  } finally {
    await server.shutdown();
  }
  assert.fail("it was not refused");
}

/** A time from now on, in seconds, as HTTP writes it. */
function after(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toUTCString();
}

Deno.test("request() tells which refusals may pass, and how long to wait", async () => {
  const limit = (seconds: number): HeadersInit => ({
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": `${Math.ceil(Date.now() / 1000) + seconds}`,
  });
  const cases: [number, HeadersInit, boolean][] = [
    [400, { "retry-after": "1" }, false],
    [403, {}, false],
    [404, {}, false],
    [416, {}, false],
    [408, {}, true],
    [429, {}, true],
    [500, {}, true],
    [503, { "retry-after": "30" }, true],
    [429, { "retry-after": "30" }, true],
    [403, { "retry-after": "30" }, true],
    [403, limit(20), true],
    [429, limit(3600), false],
    [429, { "retry-after": "31" }, false],
    [503, { "retry-after": "86400" }, false],
    [429, { "retry-after": after(3600) }, false],
    [429, { "retry-after": after(20) }, true],
    [429, { "retry-after": after(-20) }, true],
    [429, { "retry-after": "soon" }, true],
  ];
  for (const [status, headers, passing] of cases) {
    const error = await refused(() => new Response("x", { status, headers }));
    const what = `${status} ${JSON.stringify(headers)}: ${error.message}`;
    assert.equal(error.passing, passing, what);
    assert.ok(!passing || error.pause <= 30, what);
  }
  const waits: [HeadersInit, number, number][] = [
    [{ "retry-after": "12" }, 12, 12],
    [{ "retry-after": after(20) }, 18, 20],
    [{ "retry-after": after(-20) }, 0, 0],
    [{ "retry-after": "-5" }, 0, 0],
    [limit(20), 18, 21],
    [{ "retry-after": "4", ...limit(3600) }, 4, 4],
    [{}, 0, 0],
  ];
  for (const [headers, least, most] of waits) {
    const { pause } = await refused(() =>
      new Response("x", { status: 429, headers })
    );
    assert.ok(pause >= least && pause <= most, `${pause}`);
  }
});

Deno.test("request() gives up on a refusal whose words never end", async () => {
  const error = await withHurriedClock(() =>
    refused(() =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new Uint8Array(10)),
        }),
        { status: 500 },
      )
    )
  );
  assert.match(error.message, /the server answered 500/);
  assert.ok(error.passing);
});

Deno.test("request() counts no time in which nobody reads", async () => {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    () => new Response(new Uint8Array(1 << 22)),
  );
  await withHurriedClock(async () => {
    const { body } = await request(`http://127.0.0.1:${server.addr.port}/a`);
    let size = 0;
    for await (const bytes of body) {
      // Hurried, two minutes.
      if (size === 0) await new Promise((done) => setTimeout(done, 120_000));
      size += bytes.length;
    }
    assert.equal(size, 1 << 22);
  });
  await server.shutdown();
});
