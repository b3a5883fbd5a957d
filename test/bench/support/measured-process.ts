import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a process has used so far. */
export interface Usage {
  /** User and system together. */
  cpuMilliseconds: number;
  rssBytes: number;
}

export interface MeasuredProcess extends AsyncDisposable {
  pid: number;
  usage(): Promise<Usage>;
  /** Sends a signal and resolves with the milliseconds until the process had ended. */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number>;
  /** Says something to a program that listens, and hears its answer. */
  ask(message: object): Promise<unknown>;
}

const reporter = import.meta.resolve("./report-usage.ts");

/**
 * Runs a program in a process of its own, so that its cost can be told from all others'.
 *
 * @param program its address, file:.
 * @param environment all that it sees of ours.
 */
export function startMeasured(
  program: string,
  environment: Record<string, string>,
  execArgv: string[] = [],
): MeasuredProcess {
  const child = fork(fileURLToPath(program), {
    execArgv: ["--import", reporter, ...execArgv],
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.setMaxListeners(100);

  async function ask(message: object): Promise<unknown> {
    const answer = nextMessage(child);
    child.send(message);
    return answer;
  }

  async function end(signal: "SIGTERM" | "SIGKILL"): Promise<number> {
    if (hasEnded(child)) return 0;
    const start = performance.now();
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
    return performance.now() - start;
  }

  return {
    pid: child.pid ?? 0,
    ask,
    end,
    usage: async () => (await ask({ kind: "usage" })) as Usage,
    [Symbol.asyncDispose]: async () => void (await end("SIGTERM")),
  };
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const over = new AbortController();
  const { signal } = over;
  const died = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`a measured process ended by itself, with ${String(code)}`);
  });
  died.catch(() => {});
  try {
    const [message] = await Promise.race([once(child, "message", { signal }), died]);
    return message;
  } finally {
    over.abort();
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
