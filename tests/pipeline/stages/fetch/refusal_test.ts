import assert from "node:assert/strict";
import { refusalOf } from "../../../../pipeline/stages/fetch/refusal.ts";

Deno.test("refusalOf() tells the status, and the server's words where they are a message", async () => {
  const cases: [Response, string][] = [
    [
      new Response("no", { status: 404, statusText: "Not Found" }),
      "404 Not Found",
    ],
    [new Response(null, { status: 404 }), "404"],
    [Response.json({ message: 'a "b"' }, { status: 403 }), '403 ("a \\"b\\"")'],
    [Response.json({ message: 3 }, { status: 403 }), "403"],
    [Response.json(null, { status: 403 }), "403"],
    [
      Response.json({ message: "x".repeat(300) }, { status: 403 }),
      `403 ("${"x".repeat(200)}…")`,
    ],
  ];
  for (const [response, told] of cases) {
    assert.equal(await refusalOf(response), told);
  }
});

Deno.test("refusalOf() tells when a server that counts requests answers again", async () => {
  const told = (headers: HeadersInit): Promise<string> =>
    refusalOf(new Response(null, { status: 429, headers }));
  const reset = "1767225600";
  assert.equal(
    await told({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }),
    "429, and answers again after 2026-01-01T00:00:00Z",
  );
  assert.equal(
    await told({ "retry-after": "90" }),
    "429, and asks to wait 90 s",
  );
  for (
    const headers of [
      { "x-ratelimit-remaining": "12", "x-ratelimit-reset": reset },
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon" },
      { "x-ratelimit-remaining": "0" },
    ]
  ) {
    assert.equal(await told(headers), "429");
  }
});

Deno.test("refusalOf() reads no more than it needs of an answer without end", async () => {
  let given = 0;
  const body = new ReadableStream({
    pull(controller): void {
      given++;
      controller.enqueue(new Uint8Array(1024).fill(0x20));
    },
  });
  assert.equal(await refusalOf(new Response(body, { status: 500 })), "500");
  assert.ok(given < 10, `${given} kB`);
});
