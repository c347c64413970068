/**
 * A process that holds one session: it reads requests on stdin and answers each on
 * stdout, between whatever the runtimes print there. When its parent is gone it ends.
 */
import type { ChildReply, ChildRequest } from "./child_protocol.ts";
import { encodeFrame, type Frame, readFrames } from "./frames.ts";
import { openSession } from "./open_session.ts";
import type { Session } from "./session.ts";

let session: Session | undefined;
for await (const request of readFrames<ChildRequest>(Deno.stdin.readable)) {
  let reply: Frame<ChildReply>;
  try {
    reply = await answer(request);
  } catch (error) {
    const { name, message } = error instanceof Error
      ? error
      : new Error(String(error));
    reply = { message: { type: "failed", name, message } };
  }
  for (const part of encodeFrame(reply)) {
    for (let rest = part; rest.length > 0;) {
      rest = rest.subarray(Deno.stdout.writeSync(rest));
    }
  }
  if (request.message.type === "close") break;
}
// Threads and devices of a runtime may outlast its sessions.
Deno.exit(0);

async function answer(
  { message, tensors }: Required<Frame<ChildRequest>>,
): Promise<Frame<ChildReply>> {
  switch (message.type) {
    case "open": {
      const { model } = tensors;
      if (model?.type !== "uint8") throw new TypeError("No model came");
      session = await openSession(model.data, message.options);
      const { inputs, outputs, facts } = session;
      return { message: { type: "opened", inputs, outputs, facts } };
    }
    case "run": {
      if (session === undefined) throw new TypeError("No model is open");
      return {
        message: { type: "ran" },
        tensors: await session.run(tensors),
      };
    }
    case "close":
      await session?.close();
      return { message: { type: "closed" } };
  }
}
