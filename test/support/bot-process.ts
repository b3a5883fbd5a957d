import { spawn } from "node:child_process";
import { expect } from "vitest";

/** The program itself, as `npm start` runs it. */
export interface BotProcess extends AsyncDisposable {
  pid: number;
  output(): string;
  /** Waits until the output says this. */
  says(pattern: RegExp): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Stops it as a service manager would. Returns its exit code. */
  stop(): Promise<number | null>;
  ended: Promise<number | null>;
}

/** @param environment all that it sees of ours. */
export function startBotProcess(environment: Record<string, string>): BotProcess {
  const child = spawn(process.execPath, ["src/main.ts"], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
  });
  let output = "";
  const hear = (chunk: Buffer) => void (output += chunk.toString());
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    pid: child.pid ?? 0,
    output: () => output,
    async says(pattern) {
      await expect.poll(() => output, { timeout: 15_000 }).toMatch(pattern);
      return pattern.exec(output)?.[0] ?? "";
    },
    signal: (signal) => void child.kill(signal),
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
    ended,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
