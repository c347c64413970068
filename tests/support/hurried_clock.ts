/** How many times as fast timers go off; a minute is not shorter than an answer takes. */
const HASTE = 100;

/** Does something while the timers that are set go off a hundred times as soon. */
export async function withHurriedClock<T>(use: () => Promise<T>): Promise<T> {
  const patient = globalThis.setTimeout;
  const hurried = (handler: () => void, delay = 0): unknown =>
    patient(handler, delay / HASTE);
  globalThis.setTimeout = hurried as typeof patient;
  try {
    return await use();
  } finally {
    globalThis.setTimeout = patient;
  }
}
