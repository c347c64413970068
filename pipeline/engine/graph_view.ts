/** A node of a {@link GraphView}. */
export type GraphNode = {
  /** Unique in the graph; shown as it is. */
  readonly id: string;
  /** A word about the node, such as `"reused"`; `"blocked"` is drawn dashed. */
  readonly state?: string;
};

/** An arrow of a {@link GraphView}: the node `to` reads from the node `from`. */
export type GraphEdge = {
  /** The id of the node that is read. */
  readonly from: string;
  /** The id of the node that reads. */
  readonly to: string;
  /** What is read: the name of an output of `from`. */
  readonly port?: string;
};

/**
 * A directed acyclic graph as plain data, which is all that the renderers know
 * of a study. These are type aliases, not interfaces, so that a view can be a
 * stage's parameter, which must be JSON.
 */
export type GraphView = {
  /** In the order in which they are shown where the edges leave a choice. */
  readonly nodes: readonly GraphNode[];
  /** Several may connect the same two nodes through different ports. */
  readonly edges: readonly GraphEdge[];
};
