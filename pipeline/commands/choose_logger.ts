import { didYouMean } from "../engine/did_you_mean.ts";
import { jsonLogger } from "./json_logger.ts";
import { liveLogger } from "./live_logger.ts";
import { type Logger, LOGGER_NAMES, type LoggerName } from "./logger.ts";
import { plainLogger } from "./plain_logger.ts";
import { quietLogger } from "./quiet_logger.ts";
import { isLive, tell } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";

const LOGGERS: Readonly<Record<LoggerName, () => Logger>> = {
  live: liveLogger,
  plain: plainLogger,
  json: () => jsonLogger(tell),
  quiet: quietLogger,
};

/**
 * The logger that the user names, else one that fits where the output goes.
 *
 * @throws {UsageError} If there is no logger of that name.
 */
export function chooseLogger(
  name: string = isLive() ? "live" : "plain",
): Logger {
  if (!Object.hasOwn(LOGGERS, name)) {
    throw new UsageError(
      `There is no log "${name}"${didYouMean(name, LOGGER_NAMES)}`,
    );
  }
  return LOGGERS[name as LoggerName]();
}
