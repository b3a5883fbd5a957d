import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { postgresPrograms, postgresUser, type PostgresPrograms } from "./postgres-account.ts";
import {
  becomesReady,
  inspectProcess,
  ServiceError,
  startService,
  stopLeftover,
  type ServiceProcess,
  type User,
} from "./processes.ts";

export interface PostgresOptions {
  /** Holds the data and the password; must be enterable by PostgreSQL's account: `dataFolder`. */
  folder: string;
  /** Any free port when not given. */
  port?: number;
  /** For tests: faster, and a power cut may cost everything. */
  disposable?: boolean;
}

export interface Postgres {
  port: number;
  /** The address of a database of this server, for its owner. */
  url(database: string): string;
  /** Stops at once, rolling back what runs. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on 127.0.0.1 on the data in `folder`, which is made when there is none. It
 * ends with us, also when we are killed (on Linux with setpriv); one that an earlier run has left
 * behind is stopped first.
 *
 * @throws ServiceError with a sentence for people.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const user = postgresUser();
  const programs = await postgresPrograms(user);
  const data = path.join(options.folder, "data");
  const passwordFile = path.join(options.folder, "password");

  mkdirSync(options.folder, { recursive: true, mode: 0o755 });
  if (!existsSync(data)) makeData({ programs, user, data, passwordFile });
  await stopEarlierPostgres(options.folder);

  const port = options.port ?? (await freePort());
  const service = await startWithPatience({ ...options, programs, user, data, port });
  const password = readFileSync(passwordFile, "utf8").trim();
  return {
    port,
    url: (database) => `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`,
    stop: () => service.stop("SIGINT"),
  };
}

interface Cluster {
  programs: PostgresPrograms;
  user: User | undefined;
  data: string;
}

function makeData({
  programs,
  user,
  data,
  passwordFile,
}: Cluster & { passwordFile: string }): void {
  const unfinished = `${data}-${process.pid}`;
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, `${randomUUID()}\n`, { mode: 0o600 });
  if (user) for (const file of [unfinished, passwordFile]) chownSync(file, user.uid, user.gid);

  const parameters = ["-D", unfinished, "-U", "postgres", "-A", "scram-sha-256"];
  parameters.push(`--pwfile=${passwordFile}`, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
  const made = spawnSync(programs.initdb, parameters, {
    cwd: "/",
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C.UTF-8" },
    ...user,
  });
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    const reason = made.error?.message ?? `${made.stdout}${made.stderr}`.trim();
    throw new ServiceError(`PostgreSQL cannot make its data in ${data}:\n${reason}`);
  }
  // Only whole data ever has this name: a start that was killed half-way begins anew.
  renameSync(unfinished, data);
}

/**
 * Stops the server that a killed run has left behind on this folder.
 *
 * @throws ServiceError when the run that started it still lives.
 */
export async function stopEarlierPostgres(folder: string): Promise<void> {
  const data = path.join(folder, "data");
  const pidFile = path.join(data, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  const found = pid > 0 ? inspectProcess(pid) : undefined;
  if (found?.command.includes(data)) return stopLeftover("PostgreSQL", pid);
  // Its number belongs to somebody else now: PostgreSQL would take that one for itself.
  if (found) rmSync(pidFile, { force: true });
}

interface Start extends Cluster {
  port: number;
  disposable?: boolean;
}

/** The processes of a killed server need a moment to notice; until then a new one refuses. */
async function startWithPatience(start: Start): Promise<ServiceProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServer(start);
    } catch (error) {
      const passing =
        error instanceof ServiceError && /shared memory block|lock file/.test(error.message);
      if (!passing || attempt === 20) throw error;
      await sleep(500);
    }
  }
}

async function startServer(start: Start): Promise<ServiceProcess> {
  const { programs, user, data, port, disposable } = start;
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
  ];
  if (disposable) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  const service = startService(
    programs.postgres,
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { user, deathSignal: "INT" },
  );
  await becomesReady(
    "PostgreSQL",
    service,
    async () => service.output().includes("ready to accept connections") && (await answers(port)),
  );
  return service;
}

async function answers(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, "127.0.0.1");
  socket.once("connect", () => resolve(true));
  socket.once("error", () => resolve(false));
  const answer = await promise;
  socket.destroy();
  return answer;
}
