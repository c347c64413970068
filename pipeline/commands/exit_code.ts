/** What the program's exit code says. */
export const EXIT = {
  /** Done; claims may be blocked. */
  done: 0,
  /** A stage failed. */
  failed: 1,
  /** The command line is not right. */
  usage: 2,
  /** Data or a device that was asked for is not to be had. */
  environment: 3,
  /**
   * With `--strict`: a claim differs from the print, a check does not hold, or a result
   * differs from its twin. Of `inspect --expect`: the file is another network.
   */
  differs: 4,
  /** Stopped by the user: 128 and SIGINT's number. */
  interrupted: 130,
} as const;

/** One of the values of {@link EXIT}. */
export type ExitCode = typeof EXIT[keyof typeof EXIT];
