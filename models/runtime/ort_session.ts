import type { InferenceSession, Tensor as OrtTensor } from "onnxruntime-web";
import { quoted } from "../onnx/quoted.ts";
import { checkFinite } from "./check_finite.ts";
import type { DeviceFacts } from "./device_facts.ts";
import { runtimeError } from "./runtime_error.ts";
import type { Session, TensorLike } from "./session.ts";
import { takeTurns } from "./take_turns.ts";

/** The class of tensors of one build of ONNX Runtime. */
export type TensorClass = new (
  type: OrtTensor.Type,
  data: OrtTensor.DataType,
  dims: readonly number[],
) => OrtTensor;

/** What {@link OrtSession} wraps. */
export interface OrtSessionParts {
  /** What the runtime has loaded. */
  readonly session: InferenceSession;
  /** The class of what it takes. */
  readonly Tensor: TensorClass;
  /** What computes. */
  readonly facts: DeviceFacts;
  /** Whether the session was opened to be profiled. */
  readonly profile: boolean;
}

/** A session of any build of ONNX Runtime: they share one interface. */
export class OrtSession implements Session {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly facts: DeviceFacts;
  readonly #session: InferenceSession;
  readonly #Tensor: TensorClass;
  readonly #profile: boolean;
  readonly #types: ReadonlyMap<string, string>;

  /** Wraps a session. */
  constructor({ session, Tensor, facts, profile }: OrtSessionParts) {
    this.inputs = session.inputNames;
    this.outputs = session.outputNames;
    this.facts = facts;
    this.#session = session;
    this.#Tensor = Tensor;
    this.#profile = profile;
    this.#types = new Map(
      session.inputMetadata.flatMap((input) =>
        input.isTensor ? [[input.name, input.type]] : []
      ),
    );
  }

  async run(
    feeds: Readonly<Record<string, TensorLike>>,
  ): Promise<Record<string, TensorLike>> {
    this.#check(feeds);
    const tensors = Object.fromEntries(
      Object.entries(feeds).map(([name, { type, data, dims }]) => [
        name,
        new this.#Tensor(type, data as OrtTensor.DataType, dims),
      ]),
    );
    const results = await takeTurns(() => this.#session.run(tensors))
      .catch((error) => {
        throw runtimeError(`run the model on ${this.facts.provider}`, error);
      });
    return Object.fromEntries(
      Object.entries(results).map(([name, tensor]) => [
        name,
        tensorLike(name, tensor),
      ]),
    );
  }

  async close(): Promise<void> {
    if (this.#profile) this.#session.endProfiling();
    await takeTurns(() => this.#session.release());
  }

  /** What the runtime would say less clearly, or not at all. */
  #check(feeds: Readonly<Record<string, TensorLike>>): void {
    const known = this.inputs.map(quoted).join(", ");
    for (const [name, { type }] of Object.entries(feeds)) {
      const wanted = this.#types.get(name);
      if (!this.inputs.includes(name)) {
        throw new TypeError(
          `The model has no input ${quoted(name)}: it takes ${known}`,
        );
      }
      if (wanted !== undefined && wanted !== type) {
        throw new TypeError(
          `The input ${
            quoted(name)
          } is fed with ${type}: the model takes ${wanted}`,
        );
      }
    }
    for (const name of this.inputs) {
      if (!Object.hasOwn(feeds, name)) {
        throw new TypeError(
          `The input ${quoted(name)} is not fed: the model takes ${known}`,
        );
      }
    }
    checkFinite(Object.entries(feeds), "input");
  }
}

function tensorLike(name: string, tensor: OrtTensor): TensorLike {
  const { type, dims, data } = tensor;
  switch (type) {
    case "string":
    case "int4":
    case "uint4":
      throw new TypeError(
        `The output ${
          quoted(name)
        } is of type ${type}: choose outputs of numbers`,
      );
    case "float16": {
      // Where the engine has an array for it, the runtime takes that.
      const { buffer, byteOffset, length } = data as Uint16Array<ArrayBuffer>;
      return { type, dims, data: new Uint16Array(buffer, byteOffset, length) };
    }
    default:
      return { type, dims, data } as TensorLike;
  }
}
