let last: Promise<unknown> = Promise.resolve();

/**
 * Does one thing after another, in the order of the calls. ONNX Runtime's WebGPU
 * build keeps one suspended stack a process: two runs at a time never return.
 */
export function takeTurns<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn.catch(() => {});
  return turn;
}
