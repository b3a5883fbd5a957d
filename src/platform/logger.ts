import { pino, stdTimeFunctions, type DestinationStream, type Logger } from "pino";
import { hideSecrets, withoutPersonalData } from "./redaction.ts";

export type { Logger } from "pino";

export type LogLevel = "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";

export interface LoggerOptions {
  level: LogLevel;
  /** Where the lines go; standard output when not given. */
  destination?: DestinationStream;
}

/**
 * Makes the log: one JSON object a line. Fields pass through `redaction.ts`, so that no text,
 * name, phone number or token of anyone gets into it, whatever is handed over. The fixed sentence
 * (`msg`) and the bindings of a child logger are written by us and must hold no data.
 */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    // Errors have become plain objects before pino's own serializer could add their fields again.
    serializers: { err: (error: unknown) => error },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) =>
        withoutPersonalData(fields) as Record<string, unknown>,
    },
    hooks: { streamWrite: hideSecrets },
  };
  return destination ? pino(options, destination) : pino(options);
}
