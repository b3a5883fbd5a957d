import { existsSync, mkdirSync, readFileSync, realpathSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { freePort } from "./free-port.ts";
import { becomesReady, inspectProcess, startService, stopLeftover } from "./processes.ts";

export interface RedisOptions {
  /** The program, see `packages.ts`: redis-server or valkey-server. */
  program: string;
  folder: string;
  /** Any free port when not given. */
  port?: number;
  /** For tests: nothing is written to the disk. */
  disposable?: boolean;
}

export interface RedisServer {
  port: number;
  /** The server's address; `database` is one of its 64 numbered databases. */
  url(database?: number): string;
  stop(): Promise<void>;
}

/**
 * Starts Redis (or Valkey) on 127.0.0.1 with its data in `folder`. It ends with us, also when we
 * are killed (on Linux with setpriv); one that an earlier run has left behind is stopped first.
 *
 * @throws ServiceError with a sentence for people.
 */
export async function startRedis(options: RedisOptions): Promise<RedisServer> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const pidFile = path.join(options.folder, "redis.pid");
  await stopEarlierRedis(options.folder);

  const port = options.port ?? (await freePort());
  const settings = {
    port: String(port),
    bind: "127.0.0.1",
    dir: options.folder,
    pidfile: pidFile,
    databases: "64",
    save: "",
    appendonly: options.disposable ? "no" : "yes",
  };
  const service = startService(
    options.program,
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
    { deathSignal: "TERM" },
  );
  await becomesReady("Redis", service, () => answers(port));
  return {
    port,
    url: (database = 0) => `redis://127.0.0.1:${port}/${database}`,
    stop: () => service.stop("SIGTERM"),
  };
}

/**
 * Stops the server that a killed run has left behind on this folder.
 *
 * @throws ServiceError when the run that started it still lives.
 */
export async function stopEarlierRedis(folder: string): Promise<void> {
  const pidFile = path.join(folder, "redis.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8"));
  const found = pid > 0 ? inspectProcess(pid) : undefined;
  // Redis rewrites its command line, but works in its folder.
  const isOurs = /(redis|valkey)-server/.test(found?.command[0] ?? "");
  if (isOurs && found?.directory === realpathSync(folder)) await stopLeftover("Redis", pid);
}

/** True once PING is answered: while it reads its data, Redis answers with an error. */
async function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, "127.0.0.1", () => socket.write("PING\r\n"));
  socket.setTimeout(1_000, () => resolve(false));
  socket.once("data", (data) => resolve(data.toString().startsWith("+PONG")));
  socket.once("error", () => resolve(false));
  const answer = await promise;
  socket.destroy();
  return answer;
}
