import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export interface MeasuredBot extends AsyncDisposable {
  /** What the bot's process has used so far, user and system together; milliseconds. */
  cpuMilliseconds(): Promise<number>;
}

const reporter = import.meta.resolve("./report-cpu.ts");

/**
 * Runs a bot in a process of its own, so that its cost can be told from the stand-in's.
 *
 * @param program its address, file:.
 * @param environment all that it sees of ours.
 */
export function startMeasuredBot(
  program: string,
  environment: Record<string, string>,
): MeasuredBot {
  const child = fork(fileURLToPath(program), {
    execArgv: ["--import", reporter],
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return {
    async cpuMilliseconds() {
      child.send("cpu");
      const [usage] = (await once(child, "message")) as [NodeJS.CpuUsage];
      return (usage.user + usage.system) / 1000;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
