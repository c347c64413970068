import type { RuleContext } from "../rule_context.ts";

/** The bounds of a `Clip`, from its attributes or, since version 11, its inputs. */
export interface ClipBounds {
  /** `undefined` if there is none, or it is not constant. */
  readonly low: number | undefined;
  /** `undefined` if there is none, or it is not constant. */
  readonly high: number | undefined;
}

/** The bounds of a `Clip`, if they are constant. */
export function boundsOfClip(context: RuleContext): ClipBounds | undefined {
  const bound = (attribute: string, index: number): number | undefined => {
    const value = context.node.attributes[attribute];
    if (typeof value === "number") return value;
    const tensor = context.constant(index);
    return tensor?.type === "float32" ? tensor.data[0] : undefined;
  };
  return { low: bound("min", 1), high: bound("max", 2) };
}
