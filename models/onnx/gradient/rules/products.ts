import type { Dim } from "../../graph.ts";
import { sumTo } from "../broadcasting.ts";
import type { Emitter } from "../emitter.ts";
import type { RuleContext } from "../rule_context.ts";
import type { Gradients, RuleTable } from "../rule.ts";
import type { Shaped } from "../shaped.ts";

/** alpha·op(A)·op(B) + beta·C, where op may transpose. */
function gemm(context: RuleContext): Gradients {
  const { emit, gradient, node, attributes } = context;
  const [a = "", b = ""] = node.inputs;
  const alpha = attributes.get("alpha", "FLOAT") ?? 1;
  const beta = attributes.get("beta", "FLOAT") ?? 1;
  const transA = attributes.int("transA", 0) !== 0;
  const transB = attributes.int("transB", 0) !== 0;
  const gradientOfA = () =>
    transA
      ? emit.gemm(b, gradient, { transA: transB, transB: true, alpha })
      : emit.gemm(gradient, b, { transB: !transB, alpha });
  const gradientOfB = () =>
    transB
      ? emit.gemm(gradient, a, { transA: true, transB: transA, alpha })
      : emit.gemm(a, gradient, { transA: !transA, alpha });
  return [
    context.needs(0) ? gradientOfA() : undefined,
    context.needs(1) ? gradientOfB() : undefined,
    context.needs(2)
      ? sumTo(context, emit.scale(gradient, beta), {
        from: context.output().dims,
        to: context.input(2),
        others: [],
      })
      : undefined,
  ];
}

/** A factor of `MatMul` as a stack of matrices. */
interface Factor {
  /** The tensor, a vector reshaped to a row or a column. */
  readonly matrices: string;
  readonly dims: readonly Dim[];
  readonly tensor: Shaped;
}

function factor(context: RuleContext, index: 0 | 1): Factor {
  const { emit } = context;
  const tensor = context.input(index);
  if (tensor.dims.length > 1) {
    return { matrices: tensor.name, dims: tensor.dims, tensor };
  }
  const [size] = tensor.dims;
  return {
    matrices: emit.reshape(tensor.name, index === 0 ? [1, -1] : [-1, 1]),
    dims: index === 0 ? [1, size] : [size, 1],
    tensor,
  };
}

/** A matrix product over the last two axes; the others broadcast. */
function matMul(context: RuleContext): Gradients {
  const { emit } = context;
  const left = factor(context, 0);
  const right = factor(context, 1);
  const stack = context.output().dims.slice(
    0,
    Math.max(left.dims.length, right.dims.length) - 2,
  );
  const missing = [
    ...(left.tensor.dims.length === 1 ? [stack.length] : []),
    ...(right.tensor.dims.length === 1 ? [stack.length + 1] : []),
  ];
  const gradient = emit.unsqueeze(context.gradient, missing);
  const [rows, inner] = left.dims.slice(-2);
  const columns = right.dims.at(-1);
  /** The gradient in the shape of the product's stack, brought to a factor's. */
  const settle = (
    full: string,
    options: { of: Factor; beside: Factor; from: readonly Dim[] },
  ) => {
    const { of, beside, from } = options;
    const sum = sumTo(context, full, {
      from,
      to: { ...of.tensor, dims: of.dims },
      others: [[...beside.dims.slice(0, -2), 1, 1]],
    });
    return of.tensor.dims.length === 1 ? emit.reshape(sum, [-1]) : sum;
  };
  return [
    context.needs(0)
      ? settle(
        emit.op("MatMul", [gradient, transposed(emit, right)]),
        { of: left, beside: right, from: [...stack, rows, inner] },
      )
      : undefined,
    context.needs(1)
      ? right.dims.length === 2 && typeof inner === "number" &&
          typeof columns === "number"
        ? settle(
          // One matrix for the whole stack: the sum over the stack is a product.
          emit.gemm(
            emit.reshape(left.matrices, [-1, inner]),
            emit.reshape(gradient, [-1, columns]),
            { transA: true },
          ),
          { of: right, beside: left, from: [inner, columns] },
        )
        : settle(
          emit.op("MatMul", [transposed(emit, left), gradient]),
          { of: right, beside: left, from: [...stack, inner, columns] },
        )
      : undefined,
  ];
}

function transposed(emit: Emitter, { matrices, dims }: Factor): string {
  const last = dims.length - 1;
  const order = dims.map((_, axis) => axis);
  return emit.transpose(matrices, [...order.slice(0, -2), last, last - 1]);
}

/** Matrix products. */
export const PRODUCTS: RuleTable = {
  Gemm: { rule: gemm, inputs: "A, B, C" },
  MatMul: { rule: matMul, inputs: "A, B" },
};
