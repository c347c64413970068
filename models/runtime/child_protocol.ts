import type { DeviceFacts } from "./device_facts.ts";
import type { OpenOptions } from "./session_options.ts";

/** What a child with a session is told; the model is the tensor `"model"`, feeds are tensors. */
export type ChildRequest =
  | { readonly type: "open"; readonly options: OpenOptions }
  | { readonly type: "run" }
  | { readonly type: "close" };

/** What a child with a session answers, once a request; outputs are tensors. */
export type ChildReply =
  | {
    readonly type: "opened";
    readonly inputs: readonly string[];
    readonly outputs: readonly string[];
    readonly facts: DeviceFacts;
  }
  | { readonly type: "ran" }
  | { readonly type: "closed" }
  | {
    readonly type: "failed";
    readonly name: string;
    readonly message: string;
  };
