/** A value that JSON can carry without loss. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | JsonObject;

/** A JSON object. */
export interface JsonObject {
  /** Members by name. */
  readonly [name: string]: Json;
}
