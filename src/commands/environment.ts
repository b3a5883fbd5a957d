import { existsSync } from "node:fs";

/** The process's environment, with what a file `.env` in the working directory adds to it. */
export function readEnvironment(): Record<string, string | undefined> {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return process.env;
}
