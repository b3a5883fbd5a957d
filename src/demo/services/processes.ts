import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A service that does not start: the message is fit for the person at the terminal. */
export class ServiceError extends Error {
  override name = "ServiceError";
}

export interface User {
  uid: number;
  gid: number;
}

export interface ServiceProcess {
  child: ChildProcess;
  /** What the service has printed, its last 16,000 characters. */
  output(): string;
  exited: Promise<void>;
  /** Asks the service to stop, and kills it when it has not after 10 seconds. */
  stop(signal: NodeJS.Signals): Promise<void>;
}

interface ServiceOptions {
  user?: User | undefined;
  /** What the system sends the service when we die, however we die. */
  deathSignal: "INT" | "TERM";
  environment?: Record<string, string>;
}

const LONGEST_OUTPUT = 16_000;
const STOPS_WITHIN_MS = 10_000;

/** Starts a service in a process group of its own, so that Ctrl-C reaches only us. */
export function startService(
  command: string,
  parameters: string[],
  { user, deathSignal, environment = {} }: ServiceOptions,
): ServiceProcess {
  const bound = bindsToParent();
  const switchUser = user ? [`--reuid=${user.uid}`, `--regid=${user.gid}`, "--clear-groups"] : [];
  const child = spawn(
    bound ? "setpriv" : command,
    bound ? [...switchUser, `--pdeathsig=${deathSignal}`, command, ...parameters] : parameters,
    {
      cwd: "/",
      detached: true,
      env: { ...process.env, LC_ALL: "C.UTF-8", ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      ...(user && !bound ? user : {}),
    },
  );

  let output = "";
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-LONGEST_OUTPUT);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const { promise: exited, resolve } = Promise.withResolvers<void>();
  child.once("exit", () => resolve());
  child.once("error", (error) => {
    keep(Buffer.from(error.message));
    resolve();
  });
  return {
    child,
    output: () => output,
    exited,
    async stop(signal) {
      child.kill(signal);
      const late = setTimeout(() => child.kill("SIGKILL"), STOPS_WITHIN_MS);
      await exited;
      clearTimeout(late);
    },
  };
}

/** Waits until `isReady` says so; fails when the service ends before, or needs over 60 seconds. */
export async function becomesReady(
  name: string,
  service: ServiceProcess,
  isReady: () => Promise<boolean>,
): Promise<void> {
  let ended = false;
  void service.exited.then(() => (ended = true));
  for (const start = Date.now(); Date.now() - start < 60_000; await sleep(15)) {
    if (await isReady()) return;
    if (ended) throw new ServiceError(`${name} does not start:\n${service.output().trim()}`);
  }
  await service.stop("SIGKILL");
  throw new ServiceError(`${name} was not ready within 60 s:\n${service.output().trim()}`);
}

/** What the system knows about a running process; undefined for one that has ended. */
export function inspectProcess(
  pid: number,
): { parent: number; command: string[]; directory: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z" || state === "X") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return { parent: Number(parent), command, directory: readlinkSync(`/proc/${pid}/cwd`) };
  } catch {
    return undefined;
  }
}

/**
 * Stops the service that a killed run has left behind.
 *
 * @throws ServiceError when the run that started it still lives.
 */
export async function stopLeftover(name: string, pid: number): Promise<void> {
  const parent = inspectProcess(pid)?.parent ?? 1;
  const owner = parent > 1 ? inspectProcess(parent) : undefined;
  if (owner && path.basename(owner.command[0] ?? "").startsWith("node")) {
    throw new ServiceError(
      `Another run (process ${parent}) is using the same data. Stop it first.`,
    );
  }
  for (const [signal, milliseconds] of [
    ["SIGINT", 10_000],
    ["SIGKILL", 5_000],
  ] as const) {
    process.kill(pid, signal);
    for (const start = Date.now(); Date.now() - start < milliseconds; await sleep(50)) {
      if (!inspectProcess(pid)) return;
    }
  }
  throw new ServiceError(`${name} of an earlier run (process ${pid}) cannot be stopped.`);
}

/** The whole path of the first of these commands that is on the PATH. */
export function findCommand(...names: string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter(Boolean);
  return names
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file));
}

let parentBinding: boolean | undefined;

function bindsToParent(): boolean {
  parentBinding ??=
    spawnSync("setpriv", ["--help"], { encoding: "utf8" }).stdout?.includes("--pdeathsig") ?? false;
  return parentBinding;
}
